package dev.dowser.config.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from the events of the YAML parser and not from its composed nodes, so that depth
 * and the growth by aliases are bounded before anything is built, and every key that stands twice
 * is reported, not only the first.
 */
final class YamlTree {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final String STANDARD_TAGS = "tag:yaml.org,2002:";

  private final String text;
  private final List<DocumentFault> faults = new ArrayList<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private long nodes;

  /** What an anchor names, and how many nodes an alias to it stands for. */
  private record Anchored(Node node, long nodes) {}

  YamlTree(String text) {
    this.text = text;
  }

  Document read() {
    try {
      return new Document(Optional.of(document()), faults);
    } catch (BrokenDocumentException e) {
      faults.add(e.fault());
    } catch (MarkedYamlEngineException e) {
      faults.add(new DocumentFault(position(e.getProblemMark()), "", said(e)));
    } catch (ReaderException e) {
      var at = Position.of(text, text.offsetByCodePoints(0, e.getPosition()));
      var message = "a character that YAML does not allow: U+%04X".formatted(e.getCodePoint());
      faults.add(new DocumentFault(at, "", message));
    } catch (YamlEngineException e) {
      faults.add(new DocumentFault(Position.WHOLE, "", "not YAML: " + e.getMessage()));
    }
    return new Document(Optional.empty(), faults);
  }

  private Node document() {
    var settings =
        LoadSettings.builder().setLabel("").setCodePointLimit(Limits.CODE_POINTS).build();
    var events = new Parse(settings).parseString(text).iterator();
    events.next(); // the stream begins
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      throw broken(Position.WHOLE, "the file is empty, expected a mapping");
    }
    var root = value(events, events.next(), "", 1);
    events.next(); // the document ends
    var last = events.next();
    if (last.getEventId() != Event.ID.StreamEnd) {
      throw broken(
          position(last.getStartMark()), "expected one document, but here a second one begins");
    }
    return root;
  }

  private Node value(Iterator<Event> events, Event event, String path, int depth) {
    var at = position(event.getStartMark());
    if (depth > Limits.DEPTH) {
      throw broken(at, Limits.TOO_DEEP);
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias, at);
    }
    long before = nodes;
    count(1, at);
    var node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, at, path);
          case SequenceStartEvent start -> sequence(events, start, path, depth);
          case MappingStartEvent start -> mapping(events, start, path, depth);
          default -> throw broken(at, "not YAML: expected a value");
        };
    if (event instanceof NodeEvent named) {
      named
          .getAnchor()
          .ifPresent(a -> anchors.put(a.getValue(), new Anchored(node, nodes - before)));
    }
    return node;
  }

  private Node aliased(AliasEvent alias, Position at) {
    var anchored = anchors.get(alias.getAlias().getValue());
    if (anchored == null) {
      var name = alias.getAlias().getValue();
      throw broken(at, "the alias *%s names no value that is complete before it".formatted(name));
    }
    count(anchored.nodes(), at);
    return anchored.node();
  }

  private void count(long more, Position at) {
    nodes += more;
    if (nodes > Limits.NODES) {
      throw broken(at, "more than %,d values, aliases included".formatted(Limits.NODES));
    }
  }

  private Node scalar(ScalarEvent event, Position at, String path) {
    checkTag(event.getTag(), at, path);
    var nothing = event.isPlain() && event.getTag().isEmpty() && NULLS.contains(event.getValue());
    return nothing
        ? new Node.Nothing(at)
        : new Node.Scalar(at, event.getValue(), !event.isPlain() || event.getTag().isPresent());
  }

  private Node sequence(Iterator<Event> events, SequenceStartEvent start, String path, int depth) {
    var at = position(start.getStartMark());
    checkTag(start.getTag(), at, path);
    var items = new ArrayList<Node>();
    for (var event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      items.add(value(events, event, path + "[" + items.size() + "]", depth + 1));
    }
    return new Node.Sequence(at, items);
  }

  private Node mapping(Iterator<Event> events, MappingStartEvent start, String path, int depth) {
    var at = position(start.getStartMark());
    checkTag(start.getTag(), at, path);
    var entries = new EntryList(path, faults);
    for (var event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      var keyAt = position(event.getStartMark());
      if (!(event instanceof ScalarEvent key)) {
        throw broken(keyAt, "expected plain text as a key");
      }
      var valuePath = entries.pathOf(key.getValue());
      entries.add(key.getValue(), keyAt, value(events, events.next(), valuePath, depth + 1));
    }
    return entries.toMapping(at);
  }

  private void checkTag(Optional<String> tag, Position at, String path) {
    tag.filter(t -> !t.equals("!") && !t.startsWith(STANDARD_TAGS))
        .ifPresent(t ->
            faults.add(new DocumentFault(at, path, "tags like %s mean nothing here".formatted(t))));
  }

  /** Without the parser's excerpt of the text: it may hold a secret. */
  private static String said(MarkedYamlEngineException e) {
    var problem = e.getProblem();
    if (problem.contains("\\t(TAB)")) {
      return "not YAML: a tab where only spaces may stand";
    }
    var context = e.getContext();
    return "not YAML: " + (context == null ? problem : context + ", " + problem);
  }

  private static Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.WHOLE);
  }

  private static BrokenDocumentException broken(Position at, String message) {
    return new BrokenDocumentException(new DocumentFault(at, "", message));
  }
}
