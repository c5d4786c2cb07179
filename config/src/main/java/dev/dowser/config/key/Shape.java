package dev.dowser.config.key;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mapping with known keys.
 *
 * @param keys in the order in which people are told of them
 * @param isOpen whether other keys do no harm
 * @param apart by a key: those that cannot stand beside it. One of the keys that have such must be
 *     there
 */
public record Shape(List<Key> keys, boolean isOpen, Map<String, List<String>> apart) {

  /** Copies; the keys must differ. */
  public Shape {
    keys = List.copyOf(keys);
    apart = Map.copyOf(apart);
    if (keys.stream().map(Key::name).distinct().count() < keys.size()) {
      throw new IllegalArgumentException("a key is declared twice");
    }
  }

  static Shape of(Key... keys) {
    return new Shape(List.of(keys), false, Map.of());
  }

  /** The same with more keys at its end. */
  Shape and(Key... more) {
    return new Shape(Stream.concat(keys.stream(), Stream.of(more)).toList(), isOpen, apart);
  }

  /** The same without a key. */
  Shape without(Key... fewer) {
    var left = keys.stream().filter(key -> !List.of(fewer).contains(key)).toList();
    return new Shape(left, isOpen, apart);
  }

  Shape open() {
    return new Shape(keys, true, apart);
  }

  Shape apart(Map<String, List<String>> others) {
    return new Shape(keys, isOpen, others);
  }

  /** The key of this name, if there is one. */
  public Optional<Key> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }
}
