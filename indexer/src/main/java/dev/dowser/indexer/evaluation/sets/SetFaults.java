package dev.dowser.indexer.evaluation.sets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one file of a set: everything at once, up to a bound. */
final class SetFaults {
  private static final int MOST = 20;
  private static final int LONGEST_SHOWN = 80;

  private final Path file;
  private final List<String> faults = new ArrayList<>();
  private int untold;

  SetFaults(Path file) {
    this.file = file;
  }

  /** A fault of a line. */
  void add(int line, String what) {
    keep("%s:%d: %s".formatted(file, line, what));
  }

  /** A fault of the file as a whole. */
  void add(String what) {
    keep("%s %s".formatted(file, what));
  }

  private void keep(String fault) {
    if (faults.size() < MOST) {
      faults.add(fault);
    } else {
      untold++;
    }
  }

  void throwIfAny() {
    if (faults.isEmpty()) {
      return;
    }
    String more = untold == 0 ? "" : "\n%s: %d more faults".formatted(file, untold);
    throw new BadSetException(String.join("\n", faults) + more);
  }

  /** A text of the file as a message may show it: not long, nothing that moves a cursor. */
  static String shown(String text) {
    String cut = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
