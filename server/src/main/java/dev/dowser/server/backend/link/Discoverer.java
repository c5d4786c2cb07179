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
record Discoverer(BackendPlan backend, DiscoveryPlan plan, LongSupplier ticker) {
  private static final Patience PING = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10));

  BackendSnapshot discover(Connection connection) {
    var listed =
        connection.offers("tools")
            ? new ToolListing(connection, plan, silence(), ticker).read()
            : new ToolListing.Listed(List.of(), Optional.empty());
    var read = ToolReader.read(backend.id(), listed.definitions());
    var leftOut = new ArrayList<LeftOut>(read.leftOut());
    listed.cut().ifPresent(leftOut::add);
    return new BackendSnapshot(backend.id(), connection.card(), read.tools(), leftOut, false);
  }

  /** Whether the backend lets even a ping go unanswered. */
  boolean isDeaf(Connection connection) {
    var outcome = connection.call("ping", Json.object(), PING, Caller.NONE);
    return outcome instanceof CallOutcome.DeadlinePassed;
  }

  private Duration silence() {
    return backend.callTimeout();
  }
}
