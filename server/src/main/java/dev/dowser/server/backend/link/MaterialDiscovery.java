package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Material;
import dev.dowser.indexer.snapshot.EntriesRead;
import dev.dowser.indexer.snapshot.MaterialReader;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Asks one backend for what it has besides tools. A list that fails costs that list alone, and not
 * much time: what the backend listed before in this run stays, and the failure is reported. The
 * discoveries of one backend come one at a time.
 */
final class MaterialDiscovery {
  /** For all three lists together, so that a backend that hangs there delays its tools little. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final BackendPlan backend;
  private final DiscoveryPlan plan;
  private final LongSupplier ticker;
  private volatile Material last = Material.NONE;

  MaterialDiscovery(BackendPlan backend, DiscoveryPlan plan, LongSupplier ticker) {
    this.backend = backend;
    this.plan = plan;
    this.ticker = ticker;
  }

  /** What one discovery found, and what it had to leave out. */
  record Found(Material material, List<LeftOut> leftOut) {}

  Found discover(Connection connection) {
    var asking = new Asking(connection, ticker.getAsLong() + LIMIT.toNanos());
    var id = backend.id();
    var before = last;
    last =
        new Material(
            asking.list(
                ListMethod.PROMPTS, read -> MaterialReader.prompts(id, read), before.prompts()),
            asking.list(
                ListMethod.RESOURCES,
                read -> MaterialReader.resources(id, read),
                before.resources()),
            asking.list(
                ListMethod.TEMPLATES,
                read -> MaterialReader.templates(id, read),
                before.templates()));
    return new Found(last, asking.leftOut);
  }

  /** The lists of one discovery. */
  private final class Asking {
    private final Connection connection;
    private final long deadline;
    private final List<LeftOut> leftOut = new ArrayList<>();

    Asking(Connection connection, long deadline) {
      this.connection = connection;
      this.deadline = deadline;
    }

    <T> List<T> list(
        ListMethod method, Function<List<JsonNode>, EntriesRead<T>> reader, List<T> before) {
      if (!connection.offers(method.capability())) {
        return List.of();
      }
      var left = Duration.ofNanos(deadline - ticker.getAsLong());
      if (!left.isPositive()) {
        return failed(method, "no time was left for it after the lists before it", before);
      }
      try {
        return taken(listing(method, left).read(), reader);
      } catch (GatewayException e) {
        return failed(method, String.valueOf(e.getMessage()), before);
      }
    }

    private Listing listing(ListMethod method, Duration left) {
      var callTimeout = backend.callTimeout();
      var silence = callTimeout.compareTo(SILENCE) < 0 ? callTimeout : SILENCE;
      return new Listing(connection, method, plan.within(left), silence, ticker);
    }

    private <T> List<T> taken(
        Listing.Listed listed, Function<List<JsonNode>, EntriesRead<T>> reader) {
      var read = reader.apply(listed.definitions());
      leftOut.addAll(read.leftOut());
      listed.cut().ifPresent(leftOut::add);
      return read.entries();
    }

    private <T> List<T> failed(ListMethod method, String reason, List<T> before) {
      leftOut.add(
          LeftOut.named(
              method.text(), reason + (before.isEmpty() ? "" : "; what it listed before stays")));
      return before;
    }
  }
}
