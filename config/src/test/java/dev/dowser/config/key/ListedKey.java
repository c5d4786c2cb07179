package dev.dowser.config.key;

import java.util.ArrayList;
import java.util.List;

/**
 * A key, where it stands, and beside which others.
 *
 * @param path with {@code []} for items of a list and a word in capitals for names of the user's
 *     own
 */
record ListedKey(String path, Key key, Shape shape) {

  /**
   * All keys of our own form, in the order in which they are declared. What several keys have in
   * common is told of the first.
   */
  static List<ListedKey> all() {
    var all = new ArrayList<ListedKey>();
    list("", new Content.Nested(GatewayKeys.SHAPE), all);
    return all;
  }

  /** Whether it says something itself, and not only what stands below it. */
  boolean isSaid() {
    return !(key instanceof Mention) && (!key.meaning().isEmpty() || key instanceof Setting);
  }

  private static void list(String path, Content content, List<ListedKey> all) {
    switch (content) {
      case Content.Nested(var shape) -> {
        for (var key : shape.keys()) {
          var here = path.isEmpty() ? key.name() : path + "." + key.name();
          var told = all.stream().map(ListedKey::key).toList();
          all.add(new ListedKey(here, key, shape));
          if (!(key.content() instanceof Content.Nested below)
              || !told.containsAll(below.shape().keys())) {
            list(here, key.content(), all);
          }
        }
      }
      case Content.ListOf list -> list(path + "[]", list.item(), all);
      case Content.OneOrMore some -> list(path, some.item(), all);
      case Content.Named named -> list(path + "." + named.key(), named.value(), all);
      case Content.Single _, Content.Free _ -> {}
    }
  }
}
