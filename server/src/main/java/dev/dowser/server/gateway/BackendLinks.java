package dev.dowser.server.gateway;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Links to resources of one backend, by the sessions that got them. Beyond the bound the session
 * with the most loses its longest unused one; if all have few, the longest unused session does, so
 * that sessions that are gone make room first. Not thread-safe.
 */
final class BackendLinks {
  /** So many links of one session are few. */
  private static final int FEW = 100;

  /** When each link came, by session and URI, both longest unused first. */
  private final Map<String, Map<String, Long>> links = inOrderOfUse();

  /** Sessions with more than a few. */
  private final Map<String, Map<String, Long>> large = new HashMap<>();

  /** What a link takes beside its characters, about. */
  private static final int PLACE = 100;

  private final int most;
  private int count;
  private long size;

  BackendLinks(int most) {
    this.most = most;
  }

  void keep(String session, String uri, long when) {
    var own = links.computeIfAbsent(session, _ -> inOrderOfUse());
    if (own.put(uri, when) == null) {
      count++;
      size += size(uri);
    }
    if (own.size() > FEW) {
      large.put(session, own);
    }
    if (count > most) {
      forgetOne();
    }
  }

  private static <V> Map<String, V> inOrderOfUse() {
    return new LinkedHashMap<>(16, .75f, true);
  }

  /** In characters, each link with those that its place is worth. */
  long size() {
    return size;
  }

  private static int size(String uri) {
    return uri.length() + PLACE;
  }

  /** Forgets the link that is the next to make room; there must be one. */
  void forgetOne() {
    var victim = victim();
    var own = victim.getValue();
    var uris = own.keySet().iterator();
    size -= size(uris.next());
    uris.remove();
    count--;
    if (own.isEmpty()) {
      links.remove(victim.getKey());
    }
    if (own.size() <= FEW) {
      large.remove(victim.getKey());
    }
  }

  private Map.Entry<String, Map<String, Long>> victim() {
    return large.entrySet().stream()
        .max(Comparator.comparingInt(session -> session.getValue().size()))
        .orElseGet(() -> links.entrySet().iterator().next());
  }

  /** When it came, if it is known. */
  Optional<Long> find(String session, String uri) {
    return Optional.ofNullable(links.getOrDefault(session, Map.of()).get(uri));
  }
}
