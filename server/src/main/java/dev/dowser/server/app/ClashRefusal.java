package dev.dowser.server.app;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.indexer.catalog.CatalogFault.Kind;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.LiveCatalog;
import dev.dowser.server.text.PlainText;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a start under {@code conflictResolution: manual} when tools clash. That shows when each
 * backend has answered or failed for the first time; clashes that come later only cost the tools.
 */
final class ClashRefusal {
  private static final Logger LOG = LoggerFactory.getLogger(ClashRefusal.class);
  private static final Duration LONGEST_APPLY = Duration.ofSeconds(60);
  private static final int MOST = 50;

  private final Runnable end;
  private volatile Optional<String> reason = Optional.empty();

  /**
   * A check.
   *
   * @param end ends the gateway
   */
  ClashRefusal(Runnable end) {
    this.end = end;
  }

  /** Why the gateway was ended, if it was. */
  Optional<String> reason() {
    return reason;
  }

  /**
   * Checks in the background: the caller's thread is one that ending waits for.
   *
   * @param keys that lead to the virtual server, with a dot at their end
   */
  void checkSoon(LiveCatalog catalog, String keys) {
    Thread.ofVirtual().name("dowser-clashes").start(() -> check(catalog, keys));
  }

  private void check(LiveCatalog catalog, String keys) {
    try {
      catalog.awaitApplied(LONGEST_APPLY);
    } catch (GatewayException e) {
      LOG.warn("names are checked although the index could not follow", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    var found = text(catalog.catalog(), keys);
    if (found.isPresent()) {
      reason = found;
      LOG.error("{}", found.get());
      end.run();
    }
  }

  /** Every name with all its claimants, whose names are text of backends; empty if none clashes. */
  static Optional<String> text(Catalog catalog, String keys) {
    var claimants =
        catalog.faults().stream()
            .filter(fault -> fault.kind() == Kind.CLASH)
            .collect(
                Collectors.groupingBy(
                    CatalogFault::name,
                    TreeMap::new,
                    Collectors.mapping(
                        fault -> PlainText.line(fault.tool().toString()),
                        Collectors.joining(", "))));
    if (claimants.isEmpty()) {
      return Optional.empty();
    }
    var lines =
        claimants.entrySet().stream()
            .limit(MOST)
            .map(clash -> "\n  " + clash.getKey() + ": " + clash.getValue())
            .collect(Collectors.joining());
    var more = claimants.size() - MOST;
    return Optional.of(
        "%saggregation.conflictResolution is manual and tools clash; rename them in %<saggregation.tools[].overrides, or choose another strategy:"
                .formatted(keys)
            + lines
            + (more > 0 ? "\n  and " + more + " names more" : ""));
  }
}
