package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.backend.testing.ScriptedConnection;
import dev.dowser.server.backend.testing.ScriptedConnector;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiscoveryLoopTest implements DiscoveryLoop.Outcomes {
  private final ManualBackground time = new ManualBackground();
  private final ScriptedConnector connector = ScriptedConnector.http("a");
  private final List<String> ends = new ArrayList<>();
  private final DiscoveryLoop loop = loop(Duration.ofMinutes(5));
  private final ConnectionWatch watch = Unheard.watch();
  private final ScriptedConnection connection = ScriptedConnector.offering("a").connect(watch);
  private final LiveConnection live = new LiveConnection(connection, watch, 0);

  private DiscoveryLoop loop(Duration interval) {
    var plan =
        new BackendPlan(
            new BackendId("one"), connector, Duration.ofSeconds(30), Duration.ofSeconds(10));
    var discoverer = new Discoverer(plan, DiscoveryPlan.every(interval), () -> 0);
    var gate = new StartGate(time, 64);
    return new DiscoveryLoop(discoverer, time.surroundings(), gate, time::run, this);
  }

  @Override
  public void discovered(BackendSnapshot snapshot) {
    ends.add("found " + snapshot.tools().size());
  }

  @Override
  public void notDiscovered(Fault fault) {
    ends.add("failed");
  }

  @Override
  public void silent(Fault fault) {
    ends.add("silent");
  }

  @Test
  void attached_discoversAtOnce() {
    loop.attach(live);

    assertThat(ends).containsExactly("found 1");
  }

  @Test
  void nothingAnnounced_discoversEveryInterval() {
    loop.attach(live);

    time.advance(Duration.ofHours(1));

    assertThat(ends.size() - 1).isBetween(9, 16);
  }

  @Test
  void changeAnnounced_discoversAfterAQuietMoment() {
    loop.attach(live);
    time.advance(Duration.ofSeconds(10));

    loop.changed();
    time.advance(Duration.ofMillis(199));
    assertThat(ends).hasSize(1);
    time.advance(Duration.ofMillis(1));

    assertThat(ends).hasSize(2);
  }

  @Test
  void burstOfChanges_isOneDiscovery() {
    loop.attach(live);
    time.advance(Duration.ofSeconds(10));

    for (var i = 0; i < 100; i++) {
      loop.changed();
      time.advance(Duration.ofMillis(1));
    }
    time.advance(Duration.ofSeconds(5));

    assertThat(ends).hasSize(2);
  }

  @Test
  void changesTwiceASecondForAMinute_areAtMostOneDiscoveryASecondAndTheLastIsSeen() {
    loop.attach(live);
    time.advance(Duration.ofSeconds(10));

    for (var i = 0; i < 120; i++) {
      loop.changed();
      time.advance(Duration.ofMillis(500));
    }
    connection.follow((_, _, _) -> new CallOutcome.Answered(ScriptedConnector.list("a", "b", "c")));
    loop.changed();
    time.advance(Duration.ofSeconds(2));

    assertThat(ends.size()).isBetween(40, 63);
    assertThat(ends.getLast()).isEqualTo("found 3");
  }

  @Test
  void changesWithoutAQuietMoment_doNotPutTheDiscoveryOff() {
    loop.attach(live);
    time.advance(Duration.ofSeconds(10));

    for (var i = 0; i < 100; i++) {
      loop.changed();
      time.advance(Duration.ofMillis(100));
    }

    assertThat(ends.size()).isBetween(9, 12);
  }

  @Test
  void changesDuringADiscovery_areExactlyOneMore() {
    connection.follow((_, _, _) -> {
      loop.changed();
      loop.changed();
      connection.follow((_, _, _) -> new CallOutcome.Answered(ScriptedConnector.list("a")));
      return new CallOutcome.Answered(ScriptedConnector.list());
    });

    loop.attach(live);
    time.advance(Duration.ofMillis(999));
    assertThat(ends).containsExactly("found 0");
    time.advance(Duration.ofMinutes(1));

    assertThat(ends).containsExactly("found 0", "found 1");
  }

  @Test
  void askedDuringADiscovery_joinsIt() {
    connection.follow((_, _, _) -> {
      loop.discover();
      return new CallOutcome.Answered(ScriptedConnector.list("a"));
    });

    loop.attach(live);
    time.advance(Duration.ofMinutes(1));

    assertThat(ends).hasSize(1);
  }

  @Test
  void detachedDuringADiscovery_dropsWhatComes() {
    connection.follow((_, _, _) -> {
      loop.detach();
      return new CallOutcome.Answered(ScriptedConnector.list("a"));
    });

    loop.attach(live);
    time.advance(Duration.ofHours(1));

    assertThat(ends).isEmpty();
  }

  @Test
  void answersNothingAnyMore_isSilentAtTheSecondDiscoveryAndNotBefore() {
    loop.attach(live);
    connection.follow((_, _, wait) -> new CallOutcome.DeadlinePassed(wait.silence()));
    time.advance(Duration.ofSeconds(1));
    loop.discover();
    assertThat(ends).containsExactly("found 1", "failed");

    time.advance(Duration.ofSeconds(38));

    assertThat(ends).containsExactly("found 1", "failed", "silent");
  }

  @Test
  void listIsSlowButPingIsAnswered_isNotSilent() {
    loop.attach(live);
    connection.follow((method, params, wait) ->
        method.equals("ping")
            ? new CallOutcome.Answered(params)
            : new CallOutcome.DeadlinePassed(wait.silence()));

    time.advance(Duration.ofHours(1));

    assertThat(ends).contains("failed").doesNotContain("silent");
  }

  @Test
  void callUnderWaySinceBefore_isNotSilent() {
    loop.attach(live);
    connection.follow((method, _, wait) -> {
      if (method.equals("tools/call")) {
        time.advance(Duration.ofHours(1));
      }
      return new CallOutcome.DeadlinePassed(wait.silence());
    });

    var hour = new Patience(Duration.ofHours(1), Duration.ofHours(1));
    var outcome =
        live.call("tools/call", Json.object(), hour, Caller.NONE, time.surroundings().ticker());

    assertThat(outcome).isInstanceOf(CallOutcome.DeadlinePassed.class);
    assertThat(ends).contains("failed").doesNotContain("silent");
  }

  @Test
  void unexpectedFault_isAFailureAndTheLoopGoesOn() {
    loop.attach(live);
    connection.follow((_, _, _) -> {
      throw new OutOfMemoryError("scripted");
    });
    loop.discover();
    connection.follow((_, _, _) -> new CallOutcome.Answered(ScriptedConnector.list("a")));

    time.advance(Duration.ofSeconds(38));

    assertThat(ends).containsExactly("found 1", "failed", "found 1");
  }
}
