package dev.dowser.server.gateway;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Links to resources of one backend, by the sessions that got them. Beyond the bound the session
 * with the most loses its longest unused one. Not thread-safe.
 */
final class BackendLinks {
  /** When each link came, by session and URI, longest unused first. */
  private final Map<String, Map<String, Long>> links = new HashMap<>();

  private final int most;
  private int count;

  BackendLinks(int most) {
    this.most = most;
  }

  void keep(String session, String uri, long when) {
    var own = links.computeIfAbsent(session, _ -> new LinkedHashMap<>(16, .75f, true));
    if (own.put(uri, when) == null) {
      count++;
    }
    if (count > most) {
      forgetOne();
    }
  }

  private void forgetOne() {
    var largest =
        links.entrySet().stream()
            .max(Comparator.comparingInt(session -> session.getValue().size()))
            .orElseThrow();
    var uris = largest.getValue().keySet().iterator();
    uris.next();
    uris.remove();
    if (largest.getValue().isEmpty()) {
      links.remove(largest.getKey());
    }
    count--;
  }

  /** When it came, if it is known. */
  Optional<Long> find(String session, String uri) {
    return Optional.ofNullable(links.getOrDefault(session, Map.of()).get(uri));
  }
}
