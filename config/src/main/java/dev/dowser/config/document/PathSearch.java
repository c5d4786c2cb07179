package dev.dowser.config.document;

import java.util.Optional;

/** Finds where a value stands of which only the path is known. */
public final class PathSearch {

  private PathSearch() {}

  /**
   * Where the value stands; empty if there is none.
   *
   * @param path keys joined by dots, with {@code [0]} for the first item of a list; a key may have
   *     dots itself
   */
  public static Optional<Position> find(Node node, String path) {
    if (path.isEmpty()) {
      return Optional.of(node.at());
    }
    return switch (node) {
      case Node.Mapping mapping -> in(mapping, path.startsWith(".") ? path.substring(1) : path);
      case Node.Sequence list -> in(list, path);
      case Node.Scalar _, Node.Nothing _ -> Optional.empty();
    };
  }

  private static Optional<Position> in(Node.Mapping mapping, String path) {
    return mapping.entries().stream()
        .filter(entry -> path.startsWith(entry.key()) && ends(path, entry.key().length()))
        .flatMap(entry -> find(entry.value(), path.substring(entry.key().length())).stream())
        .findFirst();
  }

  private static boolean ends(String path, int at) {
    return at == path.length() || path.charAt(at) == '.' || path.charAt(at) == '[';
  }

  private static Optional<Position> in(Node.Sequence list, String path) {
    for (int i = 0; i < list.items().size(); i++) {
      var index = "[" + i + "]";
      if (path.startsWith(index)) {
        return find(list.items().get(i), path.substring(index.length()));
      }
    }
    return Optional.empty();
  }
}
