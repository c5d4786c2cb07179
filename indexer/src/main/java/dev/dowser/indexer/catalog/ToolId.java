package dev.dowser.indexer.catalog;

import java.util.Comparator;

/**
 * A tool's identity: its backend and its own name there, whatever name clients see.
 *
 * @param backend the backend that has the tool
 * @param name the name the backend gave it
 */
public record ToolId(BackendId backend, String name) implements Comparable<ToolId> {
  private static final Comparator<ToolId> ORDER =
      Comparator.comparing(ToolId::backend).thenComparing(ToolId::name);

  @Override
  public int compareTo(ToolId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return backend + "/" + name;
  }
}
