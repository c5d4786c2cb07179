package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import java.util.List;
import org.apache.lucene.index.LeafReader;

/**
 * What one search sees: the tools of one catalog and the documents that belong to them. Immutable
 * but for the vectors, which only ever appear. The owner keeps the readers open meanwhile.
 */
public final class SearchSnapshot {
  private final List<Slot> slots;
  private final List<Leaf> leaves;
  private final Relations relations;

  /**
   * A snapshot.
   *
   * @param slots the tools in the order of their exposed names
   * @param leaves the parts of the index
   */
  public SearchSnapshot(List<Slot> slots, List<Leaf> leaves) {
    this.slots = List.copyOf(slots);
    this.leaves = List.copyOf(leaves);
    this.relations = Relations.between(slots);
  }

  List<Slot> slots() {
    return slots;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  Relations relations() {
    return relations;
  }

  /**
   * A tool that can be found.
   *
   * @param tool the tool
   * @param lengths number of words by {@link ToolField#position}
   * @param vectors where its vectors are or will be
   * @param family number of the first slot with the same tool on another server, or {@link #ALONE}
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Slot(ExposedTool tool, int[] lengths, VectorHolder vectors, int family) {
    /** The family of a tool without copies. */
    public static final int ALONE = -1;

    /** A tool without copies. */
    public Slot(ExposedTool tool, int[] lengths, VectorHolder vectors) {
      this(tool, lengths, vectors, ALONE);
    }
  }

  /**
   * A segment of the index.
   *
   * @param reader gives the postings
   * @param slots slot number of each document, -1 if it is not to be found
   * @param vocabulary the words of the segment
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Leaf(LeafReader reader, int[] slots, Vocabulary vocabulary) {}
}
