package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers tools so that the same tool on several servers has one number. Two tools of one server
 * are never the same, whatever they say of themselves.
 */
final class Families {
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<Own, Integer> variants = new HashMap<>();
  private int slot;

  /** Family of the next slot. */
  int next(ToolEntry entry) {
    int number = slot++;
    return entry.copyKey().map(alike -> family(entry, alike, number)).orElse(Slot.ALONE);
  }

  private int family(ToolEntry entry, TextHash alike, int number) {
    int variant = variants.merge(new Own(entry.tool().id().backend(), alike), 1, Integer::sum);
    return numbers.computeIfAbsent(new Key(alike, variant), _ -> number);
  }

  private record Own(BackendId server, TextHash alike) {}

  private record Key(TextHash alike, int variant) {}
}
