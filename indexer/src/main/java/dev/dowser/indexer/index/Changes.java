package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.ToolId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts what tells two sets of tools apart, by the tools' own identity. */
final class Changes {
  private Changes() {}

  static IndexUpdate between(Map<String, ToolEntry> before, Map<String, ToolEntry> after) {
    var gone = new HashMap<ToolId, Set<TextHash>>();
    var come = new HashMap<ToolId, Set<TextHash>>();
    before.forEach((key, entry) -> note(gone, entry, after.get(key)));
    after.forEach((key, entry) -> note(come, entry, before.get(key)));
    int added = 0;
    int changed = 0;
    for (var id : come.keySet()) {
      if (gone.remove(id) == null) {
        added++;
      } else {
        changed++;
      }
    }
    return new IndexUpdate(added, changed, gone.size());
  }

  private static void note(
      Map<ToolId, Set<TextHash>> differing, ToolEntry entry, @Nullable ToolEntry other) {
    if (other == null || !other.content().equals(entry.content())) {
      differing.computeIfAbsent(entry.tool().id(), any -> new HashSet<>()).add(entry.content());
    }
  }
}
