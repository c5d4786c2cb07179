package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import dev.dowser.config.document.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes and reads nodes of trees. */
final class Nodes {

  private Nodes() {}

  static Node scalar(String text) {
    return new Node.Scalar(Position.WHOLE, text, false);
  }

  static Node list(List<String> texts) {
    return new Node.Sequence(Position.WHOLE, texts.stream().map(Nodes::scalar).toList());
  }

  static Node mapping(Map<String, String> texts) {
    return new Node.Mapping(
        Position.WHOLE,
        texts.entrySet().stream().map(e -> entry(e.getKey(), scalar(e.getValue()))).toList());
  }

  static Node.Entry entry(String key, Node value) {
    return new Node.Entry(key, Position.WHOLE, value);
  }

  static Optional<Node.Entry> find(Node.Mapping mapping, String key) {
    return mapping.entries().stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  static Optional<Node.Mapping> mappingIn(Node.Mapping mapping, String key) {
    return find(mapping, key)
        .map(Node.Entry::value)
        .filter(Node.Mapping.class::isInstance)
        .map(Node.Mapping.class::cast);
  }

  static Optional<String> textIn(Node.Mapping mapping, String key) {
    return find(mapping, key).map(Node.Entry::value).flatMap(Nodes::text);
  }

  static Optional<String> text(Node node) {
    return node instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
  }

  /** The texts of a list; other values in it are passed over. */
  static List<String> texts(Node node) {
    return node instanceof Node.Sequence sequence
        ? sequence.items().stream().map(Nodes::text).flatMap(Optional::stream).toList()
        : List.of();
  }

  /** The mapping without the entry at the end of the way; itself if there is none. */
  static Node.Mapping without(Node.Mapping mapping, List<String> way) {
    var entries = new ArrayList<Node.Entry>();
    for (var entry : mapping.entries()) {
      if (!entry.key().equals(way.getFirst())) {
        entries.add(entry);
      } else if (way.size() > 1) {
        var inner = without(entry.value(), way.subList(1, way.size()));
        entries.add(new Node.Entry(entry.key(), entry.at(), inner));
      }
    }
    return new Node.Mapping(mapping.at(), entries);
  }

  private static Node without(Node node, List<String> way) {
    return switch (node) {
      case Node.Mapping mapping -> without(mapping, way);
      case Node.Sequence sequence -> without(sequence, way);
      case Node.Scalar _, Node.Nothing _ -> node;
    };
  }

  private static Node without(Node.Sequence sequence, List<String> way) {
    var items = new ArrayList<Node>();
    for (int i = 0; i < sequence.items().size(); i++) {
      var item = sequence.items().get(i);
      if (!way.getFirst().equals(Integer.toString(i))) {
        items.add(item);
      } else if (way.size() > 1) {
        items.add(without(item, way.subList(1, way.size())));
      }
    }
    return new Node.Sequence(sequence.at(), items);
  }

  /** Whether something stands at the end of the way. */
  static boolean has(Node node, List<String> way) {
    if (way.isEmpty()) {
      return true;
    }
    var rest = way.subList(1, way.size());
    return switch (node) {
      case Node.Mapping mapping ->
          find(mapping, way.getFirst()).filter(entry -> has(entry.value(), rest)).isPresent();
      case Node.Sequence sequence ->
          way.getFirst().matches("\\d{1,9}")
              && Integer.parseInt(way.getFirst()) < sequence.items().size()
              && has(sequence.items().get(Integer.parseInt(way.getFirst())), rest);
      case Node.Scalar _, Node.Nothing _ -> false;
    };
  }

  /** Where the last key of the way stands that has a place of its own. */
  static Position positionOf(Node.Mapping mapping, List<String> way) {
    var entry = find(mapping, way.getFirst());
    var inner =
        entry
            .map(Node.Entry::value)
            .filter(value -> way.size() > 1 && value instanceof Node.Mapping)
            .map(value -> positionOf((Node.Mapping) value, way.subList(1, way.size())));
    return inner.orElseGet(() -> entry.map(Node.Entry::at).orElse(mapping.at()));
  }
}
