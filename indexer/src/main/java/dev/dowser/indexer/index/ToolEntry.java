package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.search.CopyKey;
import dev.dowser.indexer.search.VectorHolder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool of the present catalog with what was derived from it; kept as long as it is unchanged. */
final class ToolEntry {
  private final String key;
  private final ExposedTool exposed;
  private final TextHash content;
  private final TextHash whole;
  private final TextHash head;
  private final int length;
  private final Optional<TextHash> copyKey;
  private final VectorHolder vectors = new VectorHolder();
  private final AtomicInteger attempts = new AtomicInteger();

  ToolEntry(String key, ExposedTool exposed) {
    this.key = key;
    this.exposed = exposed;
    this.content = ToolText.content(exposed);
    String text = ToolText.whole(exposed.tool());
    this.length = text.length();
    String alike = CopyKey.of(exposed);
    this.copyKey = alike.isEmpty() ? Optional.empty() : Optional.of(TextHash.of(alike));
    this.whole = TextHash.of(text);
    this.head = TextHash.of(ToolText.head(exposed.tool()));
  }

  /** Whether this is still true of a tool under the same key. */
  boolean describes(ExposedTool other) {
    return exposed.tool().equals(other.tool());
  }

  String key() {
    return key;
  }

  ExposedTool exposed() {
    return exposed;
  }

  Tool tool() {
    return exposed.tool();
  }

  TextHash content() {
    return content;
  }

  TextHash whole() {
    return whole;
  }

  TextHash head() {
    return head;
  }

  /** Characters of the longer text. */
  int length() {
    return length;
  }

  /** Says with which tools of other servers this one is the same, if with any. */
  Optional<TextHash> copyKey() {
    return copyKey;
  }

  VectorHolder vectors() {
    return vectors;
  }

  /** How often this tool alone broke the embedder. */
  int attempts() {
    return attempts.get();
  }

  /** Counts an attempt. */
  void failed() {
    attempts.incrementAndGet();
  }
}
