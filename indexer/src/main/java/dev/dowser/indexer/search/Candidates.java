package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import java.util.List;
import java.util.function.Predicate;

/** The tools that a query may find, and the word statistics of these alone. */
final class Candidates {
  private final List<Slot> slots;
  private final boolean[] admitted;
  private final double[] averageLengths = new double[ToolField.count()];
  private int count;

  Candidates(List<Slot> slots, Predicate<ExposedTool> mayBeFound) {
    this.slots = slots;
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

  BackendId server(int slot) {
    return slots.get(slot).tool().tool().id().backend();
  }

  /** What a tool and its copies have in common: the slot of one of them, admitted or not. */
  int family(int slot) {
    int family = slots.get(slot).family();
    return family == Slot.ALONE ? slot : family;
  }

  double averageLength(int field) {
    return averageLengths[field];
  }
}
