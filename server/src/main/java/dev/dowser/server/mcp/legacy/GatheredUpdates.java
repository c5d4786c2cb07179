package dev.dowser.server.mcp.legacy;

import dev.dowser.indexer.catalog.BackendId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Changed resources that one client has yet to be told of, each once. Of those below a resource
 * that was subscribed to only so many of each backend are kept apart; beyond that the one that was
 * subscribed to stands for them, so that a backend takes no room from others and nothing is lost.
 * Thread-safe.
 */
final class GatheredUpdates {
  /** Most of one backend that are kept apart. */
  static final int MOST_APART = 100;

  private final Object lock = new Object();

  // Guarded by the lock. First who has waited longest.
  private final Map<BackendId, SequencedSet<String>> waiting = new LinkedHashMap<>();

  void add(BackendId backend, String subscribed, String uri) {
    synchronized (lock) {
      var uris = waiting.computeIfAbsent(backend, _ -> new LinkedHashSet<>());
      uris.add(uris.size() < MOST_APART || uris.contains(uri) ? uri : subscribed);
    }
  }

  boolean isEmpty() {
    synchronized (lock) {
      return waiting.isEmpty();
    }
  }

  /** Takes away at most so many, of all backends in turn. */
  List<String> take(int most) {
    var taken = new ArrayList<String>();
    synchronized (lock) {
      while (taken.size() < most && !waiting.isEmpty()) {
        taken.add(takeOne());
      }
    }
    return taken;
  }

  /** The backend whose turn it was comes last. */
  private String takeOne() {
    var next = waiting.entrySet().iterator().next();
    waiting.remove(next.getKey());
    var uri = next.getValue().removeFirst();
    if (!next.getValue().isEmpty()) {
      waiting.put(next.getKey(), next.getValue());
    }
    return uri;
  }
}
