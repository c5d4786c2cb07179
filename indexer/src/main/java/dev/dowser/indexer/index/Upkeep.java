package dev.dowser.indexer.index;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;

/** Notes since when documents are hidden and removes those that were for 30 days. */
final class Upkeep {
  private static final int DAYS_KEPT = 30;

  private final InstantSource clock;

  Upkeep(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Brings the notes up to date.
   *
   * @param visible keys of the present catalog
   * @return keys of documents that were removed
   */
  Set<String> hideAndPurge(DocumentStore documents, DirectoryReader reader, Set<String> visible)
      throws IOException {
    int today = (int) TimeUnit.MILLISECONDS.toDays(clock.millis());
    var days = new HashMap<String, Integer>();
    var old = new HashSet<String>();
    for (var context : reader.leaves()) {
      var segment = context.reader();
      var live = segment.getLiveDocs();
      var keys = DocValues.getBinary(segment, DocumentStore.KEY);
      var hidden = DocValues.getNumeric(segment, DocumentStore.HIDDEN);
      for (int document = 0; document < segment.maxDoc(); document++) {
        boolean there = live == null || live.get(document);
        if (there && keys.advanceExact(document) && hidden.advanceExact(document)) {
          String key = keys.binaryValue().utf8ToString();
          int since = (int) hidden.longValue();
          if (visible.contains(key) == (since > 0)) {
            days.put(key, since > 0 ? 0 : today);
          } else if (since > 0 && since < today - DAYS_KEPT) {
            old.add(key);
          }
        }
      }
    }
    documents.setHidden(days);
    documents.remove(old);
    return old;
  }
}
