package dev.dowser.server.metatools;

import static java.util.stream.Collectors.joining;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.server.metatools.FindRequest.Shape;
import dev.dowser.server.metatools.ToolCard.Form;
import dev.dowser.server.text.PlainText;
import dev.dowser.server.text.TokenCount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Renders found tools as the text of an answer that never exceeds its token budget. */
final class FindAnswer {
  /** More than the notes at the end of an answer can have; a test checks it. */
  static final int NOTE_TOKENS = 40;

  private static final int LABEL_WIDTH = 60;

  /** A tool of more tokens is shown by its name before others are left out. */
  private static final int LARGE = 120;

  private static final String WITHOUT_SCHEMA = "(no schema: over max_tokens)\n";

  private final ToolMemo<ToolCard> cards;
  private final ToolMemo<Block> definitions;

  FindAnswer(ToolMemo<ToolCard> cards, ToolMemo<Block> definitions) {
    this.cards = cards;
    this.definitions = definitions;
  }

  FindReply render(Found found, Shape shape) {
    // Half of the answer belongs to tools, whatever is to be said about them.
    int room = (shape.maxTokens() - NOTE_TOKENS) / 2;
    var remarks = fitting(found.remarks().stream().map(Block::of).toList(), room);
    var labels = labels(found);
    if (tokens(labels) + Block.tokens(remarks) > room) {
      labels = List.of();
    }
    int fixed = Block.tokens(remarks) + tokens(labels);
    var forms = forms(found, shape.detail());
    boolean schemas = shape.detail() == Detail.SCHEMA;
    var blocks = Packing.pack(forms, shape.maxTokens() - NOTE_TOKENS - fixed, schemas ? 0 : LARGE);
    var text = new StringBuilder();
    remarks.forEach(remark -> text.append(remark.text()));
    var shown = found.hits().subList(0, blocks.size());
    var used = labels.stream().filter(label -> label.isTrue(found, shown)).toList();
    if (used.isEmpty()) {
      blocks.forEach(block -> text.append(block.text()));
    } else {
      byNeed(shown, used, blocks, text);
    }
    var notes = notes(found, found.hits().size() - blocks.size());
    notes += schemas && arePoorer(blocks, forms) ? WITHOUT_SCHEMA : "";
    return FindReply.with(
        ToolResult.text(text.append(notes).toString()),
        shown,
        Block.tokens(blocks) + Block.tokens(remarks) + tokens(used) + TokenCount.exact(notes));
  }

  private static boolean arePoorer(List<Block> blocks, List<List<Block>> forms) {
    return IntStream.range(0, blocks.size())
        .anyMatch(i -> !blocks.get(i).equals(forms.get(i).getFirst()));
  }

  private static List<Block> fitting(List<Block> blocks, int room) {
    int count = blocks.size();
    while (Block.tokens(blocks.subList(0, count)) > room && count > 0) {
      count--;
    }
    return blocks.subList(0, count);
  }

  private static void byNeed(
      List<Hit> shown, List<Label> labels, List<Block> blocks, StringBuilder text) {
    for (var label : labels) {
      text.append(label.block().text());
      for (int i = 0; i < blocks.size(); i++) {
        if (shown.get(i).need() == label.need()) {
          text.append(blocks.get(i).text());
        }
      }
    }
  }

  /** What stands before the tools of a need. */
  private record Label(int need, Block block) {

    /** Without its tools, which did not fit, it would read as if nothing had been found. */
    boolean isTrue(Found found, List<Hit> shown) {
      return !found.answers(need) || shown.stream().anyMatch(hit -> hit.need() == need);
    }
  }

  private static int tokens(List<Label> labels) {
    return labels.stream().mapToInt(label -> label.block().tokens()).sum();
  }

  private static List<Label> labels(Found found) {
    if (found.needs().size() < 2) {
      return List.of();
    }
    var labels = new ArrayList<Label>();
    for (int i = 0; i < found.needs().size(); i++) {
      var label = "# " + label(found.needs().get(i));
      labels.add(new Label(i, Block.of(found.answers(i) ? label : label + unanswered(found, i))));
    }
    return labels;
  }

  /** A need as answers repeat it. */
  static String label(String need) {
    return PlainText.cut(PlainText.line(need), LABEL_WIDTH);
  }

  private static List<Block> withCopies(Hit hit, List<Block> forms) {
    if (hit.copies().isEmpty()) {
      return forms;
    }
    var copies = Block.of(copies(hit));
    return forms.stream()
        .map(form -> new Block(form.text() + copies.text(), form.tokens() + copies.tokens()))
        .toList();
  }

  /** The names under which the same tool of other servers is called. */
  private static String copies(Hit hit) {
    var names =
        hit.copies().stream().limit(Hit.COPIES_SHOWN).map(ExposedTool::name).collect(joining(", "));
    int others = hit.copies().size() - Hit.COPIES_SHOWN;
    return others <= 0 ? "= " + names : "= " + names + ", +" + others + " more (give server)";
  }

  /** Its tools may stand under another need, or there are none. */
  private static String unanswered(Found found, int need) {
    var closest = found.closestTo(need);
    return closest.isEmpty()
        ? ": nothing else suitable"
        : ": nothing suitable; closest: " + String.join(", ", closest);
  }

  private List<List<Block>> forms(Found found, Detail detail) {
    var richest = Richness.of(found.hits());
    var forms = new ArrayList<List<Block>>();
    for (int i = 0; i < richest.size(); i++) {
      var hit = found.hits().get(i);
      forms.add(withCopies(hit, forms(hit.tool(), richest.get(i), detail)));
    }
    return forms;
  }

  private List<Block> forms(ExposedTool tool, Form richest, Detail detail) {
    return switch (detail) {
      case SIGNATURE -> cards.get(tool).from(richest);
      case SCHEMA ->
          Stream.concat(Stream.of(definitions.get(tool)), cards.get(tool).from(Form.FULL).stream())
              .toList();
      case NAME -> List.of(Block.of(tool.name()));
    };
  }

  private static String notes(Found found, int cut) {
    var notes = new StringBuilder();
    int more = found.more() + cut;
    if (more > 0) {
      notes.append('+').append(more);
      notes.append(
          cut > 0
              ? " more; raise max_tokens or narrow the query."
              : " more; narrow the query or give server.");
      notes.append('\n');
    }
    if (found.mode() != Mode.HYBRID && !found.needs().isEmpty()) {
      notes.append("(lexical only: matched by words");
      notes.append(found.mode() == Mode.PARTIAL ? ", some also by meaning)\n" : ")\n");
    }
    return notes.toString();
  }
}
