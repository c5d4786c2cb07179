package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import java.util.List;
import java.util.function.Predicate;

/** The tools that a query may find, and the word statistics of these alone. */
final class Candidates {
  private final List<Slot> slots;
  private final Relations relations;
  private final boolean[] admitted;
  private final double[] averageLengths = new double[ToolField.count()];
  private int count;

  Candidates(SearchSnapshot snapshot, Predicate<ExposedTool> mayBeFound) {
    this.slots = snapshot.slots();
    this.relations = snapshot.relations();
    this.admitted = new boolean[slots.size()];
    for (int slot = 0; slot < admitted.length; slot++) {
      if (mayBeFound.test(slots.get(slot).tool())) {
        admit(slot);
      }
    }
    for (int field = 0; field < averageLengths.length; field++) {
      averageLengths[field] = Math.max(1.0 / 16, averageLengths[field] / Math.max(1, count));
    }
  }

  private void admit(int slot) {
    admitted[slot] = true;
    count++;
    int[] lengths = slots.get(slot).lengths();
    for (int field = 0; field < lengths.length; field++) {
      averageLengths[field] += lengths[field];
    }
  }

  /** Number of slots, admitted or not. */
  int slots() {
    return admitted.length;
  }

  /** Number of admitted slots. */
  int count() {
    return count;
  }

  boolean has(int slot) {
    return admitted[slot];
  }

  Slot slot(int slot) {
    return slots.get(slot);
  }

  /** Whose tools they are and which are the same, admitted or not. */
  Relations relations() {
    return relations;
  }

  double averageLength(int field) {
    return averageLengths[field];
  }
}
