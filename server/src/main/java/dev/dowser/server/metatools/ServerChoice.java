package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.text.EditDistance;
import dev.dowser.server.text.Literal;
import dev.dowser.server.text.PlainText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the backend that a client means by a name. */
final class ServerChoice {
  private static final int MOST_NAMED = 5;
  private static final int LONGEST = 80;

  private final List<BackendId> backends;

  ServerChoice(List<BackendId> backends) {
    this.backends = backends;
  }

  /**
   * The backend of this name; else the only one with it in another spelling, in part, or nearly.
   */
  Optional<BackendId> choose(String name) {
    var exact = backends.stream().filter(id -> id.value().equals(name)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    var normal = normal(name);
    return List.<Predicate<String>>of(
            normal::equals,
            other -> other.startsWith(normal) || normal.startsWith(other),
            other -> other.contains(normal),
            other -> EditDistance.of(other, normal) <= normal.length() / 4)
        .stream()
        .map(near -> backends.stream().filter(id -> near.test(normal(id.value()))).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .filter(found -> found.size() == 1 && !normal.isEmpty())
        .map(List::getFirst);
  }

  /** Says that there is no such backend and which are near. */
  String unknown(String name) {
    var normal = normal(name);
    var near =
        backends.stream()
            .sorted(Comparator.comparingInt(id -> distance(normal(id.value()), normal)))
            .limit(MOST_NAMED)
            .map(BackendId::value)
            .collect(Collectors.joining(", "));
    int others = backends.size() - MOST_NAMED;
    return "Unknown server "
        + Literal.visible("\"" + PlainText.cut(PlainText.line(name), LONGEST) + "\"")
        + (backends.isEmpty() ? ": there are none." : ". Nearest: " + near)
        + (others > 0 ? " (+" + others + " more; an empty query lists them)." : "");
  }

  private static int distance(String a, String b) {
    return a.contains(b) || b.contains(a)
        ? Math.abs(a.length() - b.length()) / 4
        : EditDistance.of(a, b);
  }

  private static String normal(String name) {
    return NameIndex.normal(PlainText.cut(name, LONGEST));
  }
}
