package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.snapshot.ToolReader;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Asks a connected backend what it has. */
final class Discoverer {
  private static final Patience PING = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10));

  private final BackendPlan backend;
  private final DiscoveryPlan plan;
  private final LongSupplier ticker;
  private final MaterialDiscovery material;

  Discoverer(BackendPlan backend, DiscoveryPlan plan, LongSupplier ticker) {
    this.backend = backend;
    this.plan = plan;
    this.ticker = ticker;
    this.material = new MaterialDiscovery(backend, plan, ticker);
  }

  BackendPlan backend() {
    return backend;
  }

  DiscoveryPlan plan() {
    return plan;
  }

  BackendSnapshot discover(Connection connection) {
    var listed = tools(connection);
    var read = ToolReader.read(backend.id(), listed.definitions());
    var leftOut = new ArrayList<LeftOut>(read.leftOut());
    listed.cut().ifPresent(leftOut::add);
    var found = material.discover(connection);
    leftOut.addAll(found.leftOut());
    return new BackendSnapshot(
        backend.id(), connection.card(), read.tools(), found.material(), leftOut, false);
  }

  private Listing.Listed tools(Connection connection) {
    return connection.offers(ListMethod.TOOLS.capability())
        ? new Listing(connection, ListMethod.TOOLS, plan, backend.callTimeout(), ticker).read()
        : new Listing.Listed(List.of(), Optional.empty());
  }

  /** Whether the backend lets even a ping go unanswered. */
  boolean isDeaf(Connection connection) {
    var outcome = connection.call("ping", Json.object(), PING, Caller.NONE);
    return outcome instanceof CallOutcome.DeadlinePassed;
  }
}
