package dev.dowser.indexer.catalog;

/**
 * Name of a backend in the configuration.
 *
 * @param value not blank
 */
public record BackendId(String value) implements Comparable<BackendId> {

  /** Checks that the name is not blank. */
  public BackendId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a backend's name must not be blank");
    }
  }

  @Override
  public int compareTo(BackendId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
