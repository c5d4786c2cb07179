package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.search.SearchSnapshot;
import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;

/**
 * One catalog joined with one state of the Lucene index. Searches borrow it; when the next one took
 * its place and the last search is done, the reader closes.
 *
 * @param catalog what searches see
 * @param entries its tools by document key, in the order of their exposed names
 * @param reader the state of the index
 * @param snapshot what the ranker sees of both
 */
record IndexView(
    Catalog catalog,
    Map<String, ToolEntry> entries,
    DirectoryReader reader,
    SearchSnapshot snapshot) {

  /** Keeps the reader open; false if it is closed already, then there is a newer view. */
  boolean borrow() {
    return reader.tryIncRef();
  }

  void giveBack() {
    try {
      reader.decRef();
    } catch (IOException failed) {
      throw new IndexException("cannot close a reader of the index", failed);
    }
  }
}
