package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Which backend a session has a link to a resource from. Results may link to resources that stand
 * in no list and fit no template
 * (https://modelcontextprotocol.io/specification/2025-11-25/server/tools#resource-links). One for
 * all virtual servers of a process. Each backend has a bound of its own, and beyond the bound of
 * all the backend with the most loses its own, so that none makes the links of another forgotten
 * that has few. Thread-safe.
 */
public final class ResourceLinks {
  /** Most links of one backend that are kept, over all sessions. */
  static final int MOST = 5_000;

  /** Most characters of all links that are kept; 100 more count for each. */
  static final long MOST_CHARACTERS = 10_000_000;

  private static final int MOST_OF_ONE_RESULT = 100;
  static final int LONGEST_URI = 2_000;

  private final Object lock = new Object();

  // Guarded by the lock.
  private final Map<BackendId, BackendLinks> links = new HashMap<>();
  private long learnt;
  private long size;

  /** Remembers the links of an answer. */
  void learn(CallOutcome outcome, BackendId backend, Caller caller) {
    var session = caller.session();
    if (session.isPresent() && outcome instanceof CallOutcome.Answered(var result)) {
      blocks(result)
          .map(ResourceLinks::uri)
          .filter(uri -> !uri.isEmpty() && uri.length() <= LONGEST_URI)
          .limit(MOST_OF_ONE_RESULT)
          .forEach(uri -> keep(session.get(), uri, backend));
    }
  }

  /** Content of a tool's result, or of a prompt's messages. */
  private static Stream<JsonNode> blocks(JsonNode result) {
    return Stream.concat(
        result.path("content").valueStream(),
        result.path("messages").valueStream().map(message -> message.path("content")));
  }

  private static String uri(JsonNode block) {
    return switch (block.path("type").asString("")) {
      case "resource_link" -> block.path("uri").asString("");
      case "resource" -> block.path("resource").path("uri").asString("");
      default -> "";
    };
  }

  private void keep(String session, String uri, BackendId backend) {
    synchronized (lock) {
      learnt++;
      var own = links.computeIfAbsent(backend, _ -> new BackendLinks(MOST));
      size -= own.size();
      own.keep(session, uri, learnt);
      size += own.size();
      makeRoom();
    }
  }

  private void makeRoom() {
    while (size > MOST_CHARACTERS) {
      var largest = Collections.max(links.values(), Comparator.comparingLong(BackendLinks::size));
      size -= largest.size();
      largest.forgetOne();
      size += largest.size();
    }
  }

  long size() {
    synchronized (lock) {
      return size;
    }
  }

  /** Who linked to it in an answer to this session; the last counts. */
  Optional<BackendId> owner(String uri, Caller caller) {
    return caller.session().flatMap(session -> owner(uri, session));
  }

  private Optional<BackendId> owner(String uri, String session) {
    synchronized (lock) {
      return links.entrySet().stream()
          .flatMap(of -> of.getValue().find(session, uri).map(when -> Map.entry(when, of)).stream())
          .max(Map.Entry.comparingByKey())
          .map(latest -> latest.getValue().getKey());
    }
  }
}
