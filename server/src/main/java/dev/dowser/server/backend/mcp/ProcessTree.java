package dev.dowser.server.backend.mcp;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process of ours and all it started. Descendants are noted while their parent lives, since the
 * system forgets the relation when it dies (npx starts a shell that starts node). A handle knows
 * its start time, so a reused process id is never taken for a descendant.
 */
final class ProcessTree {
  private final Process root;
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  ProcessTree(Process root) {
    this.root = root;
  }

  /** Notes who lives below the root now. */
  synchronized void look() {
    seen.removeIf(each -> !each.isAlive());
    for (var each : List.copyOf(seen)) {
      seen.addAll(each.descendants().toList());
    }
    seen.addAll(root.descendants().toList());
  }

  private synchronized List<ProcessHandle> alive() {
    var known = List.copyOf(seen);
    return Stream.of(
            Stream.of(root.toHandle()),
            known.stream(),
            known.stream().flatMap(ProcessHandle::descendants),
            root.descendants())
        .flatMap(each -> each)
        .distinct()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toList());
  }

  /** Waits for the end of all; false if some live on. */
  boolean awaitEnd(Duration limit) {
    var ends = alive().stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      var _ = CompletableFuture.allOf(ends).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // judged below
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return alive().isEmpty();
  }

  /** Asks all to end (SIGTERM). */
  void terminate() {
    alive().forEach(ProcessHandle::destroy);
  }

  /** Ends all (SIGKILL). */
  void kill() {
    alive().forEach(ProcessHandle::destroyForcibly);
  }
}
