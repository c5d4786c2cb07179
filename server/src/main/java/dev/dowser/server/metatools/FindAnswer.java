package dev.dowser.server.metatools;

import static java.util.stream.Collectors.joining;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.server.metatools.FindRequest.Shape;
import dev.dowser.server.metatools.ToolCard.Form;
import dev.dowser.server.rpc.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

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
    if (Block.tokens(labels) + Block.tokens(remarks) > room) {
      labels = List.of();
    }
    int fixed = Block.tokens(remarks) + Block.tokens(labels);
    var forms = forms(found, shape.detail());
    boolean schemas = shape.detail() == Detail.SCHEMA;
    var blocks = Packing.pack(forms, shape.maxTokens() - NOTE_TOKENS - fixed, schemas ? 0 : LARGE);
    var text = new StringBuilder();
    remarks.forEach(remark -> text.append(remark.text()));
    if (labels.isEmpty()) {
      blocks.forEach(block -> text.append(block.text()));
    } else {
      byNeed(found, labels, blocks, text);
    }
    var notes = notes(found, found.hits().size() - blocks.size());
    notes += schemas && arePoorer(blocks, forms) ? WITHOUT_SCHEMA : "";
    return FindReply.with(
        ToolResult.text(text.append(notes).toString()),
        found.hits().subList(0, blocks.size()),
        Block.tokens(blocks) + fixed + TokenCount.exact(notes));
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
      Found found, List<Block> labels, List<Block> blocks, StringBuilder text) {
    for (int need = 0; need < labels.size(); need++) {
      text.append(labels.get(need).text());
      for (int i = 0; i < blocks.size(); i++) {
        if (found.hits().get(i).need() == need) {
          text.append(blocks.get(i).text());
        }
      }
    }
  }

  private static List<Block> labels(Found found) {
    if (found.needs().size() < 2) {
      return List.of();
    }
    var labels = new ArrayList<Block>();
    for (int i = 0; i < found.needs().size(); i++) {
      int need = i;
      boolean answered = found.hits().stream().anyMatch(hit -> hit.need() == need);
      var label = "# " + PlainText.cut(PlainText.line(found.needs().get(i)), LABEL_WIDTH);
      labels.add(Block.of(answered ? label : label + unanswered(found, i)));
    }
    return labels;
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
    return found
        .closestTo(need)
        .map(name -> ": nothing suitable; closest: " + name)
        .orElse(": nothing else suitable");
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

  /** The same as structured content, with a text that does not repeat it. */
  FindReply structured(Found found, Shape shape) {
    for (int shown = found.hits().size(); ; shown--) {
      var content = Json.object();
      var tools = content.putArray("tools");
      found
          .hits()
          .subList(0, shown)
          .forEach(hit -> tools.add(structured(hit, found, shape.detail())));
      int more = found.more() + found.hits().size() - shown;
      content.put("more", more).put("lexicalOnly", found.mode() == Mode.LEXICAL);
      if (!found.closest().isEmpty()) {
        var closest = content.putArray("closest");
        found.closest().forEach(hit -> closest.add(hit.tool().name()));
      }
      if (!found.remarks().isEmpty()) {
        var remarks = content.putArray("remarks");
        found.remarks().forEach(remarks::add);
      }
      boolean fits = TokenCount.exact(Json.text(content)) + NOTE_TOKENS <= shape.maxTokens();
      if (!fits && shown == 0) {
        content.remove(List.of("closest", "remarks"));
      }
      if (fits || shown == 0) {
        var text = "Tools in structuredContent: " + shown;
        var result = ToolResult.text(text);
        result.set("structuredContent", content);
        return FindReply.with(
            result,
            found.hits().subList(0, shown),
            TokenCount.exact(Json.text(content)) + TokenCount.exact(text));
      }
    }
  }

  private ObjectNode structured(Hit hit, Found found, Detail detail) {
    var tool = Json.object().put("name", hit.tool().name());
    tool.put("score", Math.round(hit.score() * 1000) / 1000.0);
    tool.put("server", hit.tool().tool().id().backend().value());
    if (found.needs().size() > 1) {
      tool.put("need", hit.need());
    }
    if (!hit.copies().isEmpty()) {
      var copies = tool.putArray("copies");
      hit.copies().stream()
          .limit(Hit.COPIES_SHOWN)
          .forEach(copy ->
              copies
                  .addObject()
                  .put("name", copy.name())
                  .put("server", copy.tool().id().backend().value()));
      if (hit.copies().size() > Hit.COPIES_SHOWN) {
        tool.put("moreCopies", hit.copies().size() - Hit.COPIES_SHOWN);
      }
    }
    switch (detail) {
      case SIGNATURE -> {
        var card = cards.get(hit.tool());
        tool.put("signature", card.signature().text()).put("description", card.gist());
      }
      case SCHEMA -> tool.setAll(ToolCard.definition(hit.tool()));
      case NAME -> {}
    }
    return tool;
  }
}
