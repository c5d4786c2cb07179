package dev.dowser.indexer.index;

import dev.dowser.indexer.search.TextAnalysis;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one index, and whether they could be written. Lucene's writer closes itself when
 * the disk fails it, and one whose folder was taken away never writes again: {@link #mend} opens
 * the store anew, without what was not committed. Guarded by the index's lock, except {@link
 * #fault}.
 */
final class WrittenDocuments implements AutoCloseable {
  private final Supplier<DocumentStore> opening;
  private final ViewBuilder views;
  private final TextAnalysis analysis;
  private final Upkeep upkeep;
  private final Map<String, TextHash> stored = new HashMap<>();
  private DocumentStore store;
  private boolean broken;
  private volatile Optional<String> fault = Optional.empty();

  /**
   * Opens the store.
   *
   * @throws IndexException if that fails
   */
  WrittenDocuments(
      Supplier<DocumentStore> opening, ViewBuilder views, TextAnalysis analysis, Upkeep upkeep) {
    this.opening = opening;
    this.views = views;
    this.analysis = analysis;
    this.upkeep = upkeep;
    this.store = opening.get();
  }

  /** What is written now. */
  DirectoryReader read() throws IOException {
    var reader = store.reader();
    remember(reader);
    return reader;
  }

  private void remember(DirectoryReader written) throws IOException {
    stored.clear();
    stored.putAll(views.contents(written));
  }

  /** A reader of what is written now, null if the given one has all of that. */
  @Nullable DirectoryReader newer(DirectoryReader before) throws IOException {
    return store.newer(before);
  }

  /** Opens the store anew if it broke; readers of the old one stay usable. */
  void mend() throws IOException {
    if (broken) {
      store.abandon();
      store = opening.get();
      try (var written = store.reader()) {
        remember(written);
      }
      broken = false;
    }
  }

  /** Writes the tools that are not there as they are now; false if all are. */
  boolean write(Map<String, ToolEntry> entries) throws IOException {
    boolean wrote = false;
    for (ToolEntry entry : entries.values()) {
      if (!entry.content().equals(stored.get(entry.key()))) {
        store.put(entry, ToolText.words(entry.exposed(), analysis));
        stored.put(entry.key(), entry.content());
        wrote = true;
      }
    }
    return wrote;
  }

  /** Removes all. */
  void clear() throws IOException {
    store.clear();
    stored.clear();
  }

  /** Hides what is not visible, and makes everything survive; not while it is broken. */
  void settle(DirectoryReader reader, Set<String> visible) throws IOException {
    if (!broken) {
      stored.keySet().removeAll(upkeep.hideAndPurge(store, reader, visible));
      commit();
    }
  }

  /** Makes everything survive; from then on there is no fault. */
  void commit() throws IOException {
    store.commit();
    fault = Optional.empty();
  }

  /** Why it could last not be written, empty after a commit. */
  Optional<String> fault() {
    return fault;
  }

  /** Notes why it could not be written. */
  IndexException refused(Exception why) {
    broken |= why instanceof AlreadyClosedException || !store.isOpen();
    var text = "cannot write the index: " + reason(why);
    fault = Optional.of(text);
    return new IndexException(text, why);
  }

  /** What closed the writer says more than that it is closed. */
  private static String reason(Exception why) {
    var said =
        why instanceof AlreadyClosedException && why.getCause() != null ? why.getCause() : why;
    return said.getMessage() == null ? said.toString() : said.getMessage();
  }

  /** Ends without a commit. */
  @Override
  public void close() {
    store.abandon();
  }
}
