package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.SearchSnapshot;
import dev.dowser.indexer.search.SearchSnapshot.Leaf;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;

/**
 * Joins catalogs with the index, which costs two array look-ups per document. Used by one thread at
 * a time.
 */
final class ViewBuilder {
  private Map<Object, SegmentTable> tables = new HashMap<>();

  /** Content hashes of all live documents by key. */
  Map<String, TextHash> contents(DirectoryReader reader) throws IOException {
    var contents = new HashMap<String, TextHash>();
    for (var context : reader.leaves()) {
      var table = table(context.reader());
      var live = context.reader().getLiveDocs();
      for (int document = 0; document < table.keys().size(); document++) {
        if (live == null || live.get(document)) {
          contents.put(table.keys().get(document), table.contents().get(document));
        }
      }
    }
    return contents;
  }

  /** The view of a catalog all of whose tools have documents. */
  IndexView build(Catalog catalog, Map<String, ToolEntry> entries, DirectoryReader reader)
      throws IOException {
    var numbers = new HashMap<String, Integer>();
    entries.keySet().forEach(key -> numbers.put(key, numbers.size()));
    var lengths = new int[entries.size()][];
    var leaves = new ArrayList<Leaf>();
    var kept = new HashMap<Object, SegmentTable>();
    for (var context : reader.leaves()) {
      var segment = context.reader();
      var table = table(segment);
      kept.put(identity(segment), table);
      leaves.add(new Leaf(segment, slots(segment, table, numbers, lengths), table.vocabulary()));
    }
    tables = kept;
    return new IndexView(
        catalog, entries, reader, new SearchSnapshot(slots(catalog, entries, lengths), leaves));
  }

  private static int[] slots(
      LeafReader segment, SegmentTable table, Map<String, Integer> numbers, int[][] lengths) {
    var slots = new int[segment.maxDoc()];
    var live = segment.getLiveDocs();
    Arrays.fill(slots, -1);
    for (int document = 0; document < slots.length; document++) {
      if (live == null || live.get(document)) {
        int slot = numbers.getOrDefault(table.keys().get(document), -1);
        slots[document] = slot;
        if (slot >= 0) {
          lengths[slot] = table.lengths().get(document);
        }
      }
    }
    return slots;
  }

  private static List<Slot> slots(
      Catalog catalog, Map<String, ToolEntry> entries, int[][] lengths) {
    var tools = List.copyOf(catalog.exposed().values());
    var slots = new ArrayList<Slot>(tools.size());
    var families = new Families();
    for (ExposedTool tool : tools) {
      int[] length = lengths[slots.size()];
      if (length == null) {
        throw new IndexException("no document for the tool " + tool.tool().id());
      }
      var entry = entries.get(ToolText.key(tool));
      if (entry == null) {
        throw new IndexException("no entry for the tool " + tool.tool().id());
      }
      slots.add(new Slot(tool, length, entry.vectors(), families.next(entry)));
    }
    return slots;
  }

  private SegmentTable table(LeafReader segment) throws IOException {
    var known = tables.get(identity(segment));
    return known != null ? known : SegmentTable.read(segment);
  }

  private static Object identity(LeafReader segment) {
    return segment.getCoreCacheHelper().getKey();
  }
}
