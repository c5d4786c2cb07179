package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.testing.ScriptedConnector;
import dev.dowser.server.fault.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class BackendLinkTest {
  private static final BackendId ID = new BackendId("one");

  private final ManualBackground time = new ManualBackground();
  private final NewsLog news = new NewsLog();
  private final ScriptedConnector connector = ScriptedConnector.http("a", "b");
  private final BackendLink link =
      new BackendLink(
          new BackendPlan(ID, connector, Duration.ofSeconds(30), Duration.ofSeconds(10)),
          DiscoveryPlan.every(Duration.ofMinutes(5)),
          new Gates(time),
          new Announcer(List.of(news, new StateAtDiscovery())),
          time.surroundings());

  private final List<State> atDiscovery = new ArrayList<>();

  private final class StateAtDiscovery implements BackendListener {
    @Override
    public void discovered(BackendSnapshot snapshot) {
      atDiscovery.add(link.status().state());
    }

    @Override
    public void lost(BackendId backend) {}
  }

  @Test
  void toolsAreAnnounced_beforeTheBackendIsReady() {
    link.start();

    assertThat(atDiscovery).containsExactly(State.CONNECTING);
    assertThat(link.status().state()).isEqualTo(State.READY);
  }

  @Test
  void connectsDiscoversAndTells() {
    link.start();

    assertThat(news.news()).containsExactly("discovered one 2", "READY one 2");
    assertThat(link.status())
        .isEqualTo(
            new BackendStatus(
                ID,
                State.READY,
                ManualBackground.DAWN,
                "streamable-http",
                "2025-11-25",
                2,
                List.of(),
                Optional.empty()));
  }

  @Test
  void everyConnectionAndSession_isToldOnce() {
    link.start();
    time.advance(Duration.ofMinutes(20));
    assertThat(news.connections()).isEqualTo(1);

    connector.last().renew();
    assertThat(news.connections()).isEqualTo(2);

    connector.last().breakDown("exited");
    time.advance(Duration.ofMinutes(1));
    assertThat(news.connections()).isEqualTo(3);
  }

  @Test
  void sessionWasRenewed_backendIsAskedAnew() {
    link.start();
    time.advance(Duration.ofSeconds(10));

    connector.last().renew();
    time.advance(Duration.ofSeconds(1));

    assertThat(news.count("discovered one 2")).isEqualTo(2);
  }

  @Test
  void changedResource_isToldAtOnce() {
    link.start();

    connector.last().announceUpdate("x:a");

    assertThat(news.updates()).containsExactly("x:a");
  }

  @Test
  void notStarted_isConnecting() {
    assertThat(link.status().state()).isEqualTo(State.CONNECTING);
    assertThat(connector.attempts()).isZero();
  }

  @Test
  void firstAttemptFails_isLostAtOnceAndOnlyOnce() {
    connector.fail(ErrorCode.BACKEND_UNREACHABLE);

    link.start();
    time.advance(Duration.ofMinutes(10));

    assertThat(news.news()).containsExactly("lost one", "DOWN one 0");
    assertThat(link.status().lastError()).contains("scripted BACKEND_UNREACHABLE");
    assertThat(link.status().since()).isEqualTo(ManualBackground.DAWN);
  }

  @Test
  void staysDown_triesLessAndLess() {
    connector.fail(ErrorCode.BACKEND_UNREACHABLE);

    link.start();
    time.advance(Duration.ofMinutes(1));
    var inTheFirstMinute = connector.attempts();
    time.advance(Duration.ofHours(1));
    var inTheNextHour = connector.attempts() - inTheFirstMinute;

    assertThat(inTheFirstMinute).isBetween(4, 15);
    assertThat(inTheNextHour).isBetween(80, 200);
  }

  @Test
  void backendReturns_isFoundWithinAMinute() {
    connector.fail(ErrorCode.BACKEND_UNREACHABLE);
    link.start();
    time.advance(Duration.ofMinutes(30));

    connector.offer("a");
    time.advance(Duration.ofMinutes(1));

    assertThat(link.status().state()).isEqualTo(State.READY);
    assertThat(link.status().lastError()).isEmpty();
    assertThat(news.news()).endsWith("discovered one 1", "READY one 1");
  }

  @Test
  void connectionEnds_isLostAtOnceAndTriedAgainWithinASecond() {
    link.start();
    time.advance(Duration.ofMinutes(2));

    connector.last().breakDown("exited with 137");
    assertThat(link.status().state()).isEqualTo(State.DOWN);
    assertThat(link.status().lastError()).contains("exited with 137");
    time.advance(Duration.ofSeconds(1));

    assertThat(news.news())
        .containsExactly(
            "discovered one 2",
            "READY one 2",
            "lost one",
            "DOWN one 2",
            "discovered one 2",
            "READY one 2");
    assertThat(connector.opened().getFirst().closes()).isEqualTo(1);
  }

  @Test
  void connectionEndsSoonEveryTime_pausesGrow() {
    connector.follow(listener -> {
      var connection = ScriptedConnector.offering("a").connect(listener);
      time.after(Duration.ofSeconds(1), () -> connection.breakDown("flap"));
      return connection;
    });

    link.start();
    time.advance(Duration.ofMinutes(30));

    assertThat(connector.attempts()).isBetween(30, 110);
    assertThat(news.count("lost one")).isBetween(29L, 110L);
  }

  @Test
  void connectionWasStable_pausesBeginSmallAgain() {
    connector.fail(ErrorCode.BACKEND_UNREACHABLE);
    link.start();
    time.advance(Duration.ofMinutes(30));
    connector.offer("a");
    time.advance(Duration.ofMinutes(3));

    connector.last().breakDown("gone");
    time.advance(Duration.ofSeconds(1));

    assertThat(connector.opened()).hasSize(2);
  }

  @Test
  void endedBeforeAnybodyLooked_isLost() {
    connector.follow(listener -> {
      var connection = ScriptedConnector.offering("a").connect(listener);
      connection.breakDown("stillborn");
      connector.fail(ErrorCode.BACKEND_UNREACHABLE);
      return connection;
    });

    link.start();

    assertThat(news.news()).containsExactly("lost one", "DOWN one 0");
    assertThat(link.status().lastError()).contains("stillborn");
    assertThat(connector.last().closes()).isEqualTo(1);
  }

  @Test
  void needsLogin_isNotTriedAgainUntilAsked() {
    connector.fail(ErrorCode.BACKEND_NEEDS_LOGIN);
    link.start();
    time.advance(Duration.ofDays(1));
    assertThat(link.status().state()).isEqualTo(State.NEEDS_LOGIN);
    assertThat(connector.attempts()).isEqualTo(1);

    connector.offer("a");
    var answer = link.rediscover();

    assertThat(answer).isCompletedWithValue(Optional.empty());
    assertThat(link.status().state()).isEqualTo(State.READY);
  }

  @Test
  void notStartable_isTriedSlowly() {
    connector.fail(ErrorCode.BACKEND_NOT_STARTABLE);

    link.start();
    time.advance(Duration.ofSeconds(59));
    assertThat(connector.attempts()).isEqualTo(1);
    time.advance(Duration.ofSeconds(61));

    assertThat(connector.attempts()).isEqualTo(2);
  }

  @Test
  void connectorBreaksItsContract_isDownAndTriedAgain() {
    connector.follow(_ -> {
      throw new OutOfMemoryError("scripted");
    });

    link.start();
    time.advance(Duration.ofSeconds(1));

    assertThat(link.status().state()).isEqualTo(State.DOWN);
    assertThat(connector.attempts()).isGreaterThan(1);
  }

  @Test
  void firstDiscoveryFails_connectionIsClosedAndTriedAgain() {
    connector.follow(listener -> {
      var connection = ScriptedConnector.offering().connect(listener);
      connection.follow((_, _, wait) -> new CallOutcome.DeadlinePassed(wait.silence()));
      return connection;
    });

    link.start();

    assertThat(news.news()).containsExactly("lost one", "DOWN one 0");
    assertThat(connector.last().closes()).isEqualTo(1);
    connector.offer("a");
    time.advance(Duration.ofSeconds(1));
    assertThat(link.status().state()).isEqualTo(State.READY);
  }

  @Test
  void laterDiscoveryFails_toolsStayAndTheErrorShows() {
    link.start();
    connector.last().follow((_, _, _) -> new CallOutcome.Unavailable("hiccup", true));

    var answer = link.rediscover();

    assertThat(link.status().state()).isEqualTo(State.READY);
    assertThat(link.status().tools()).isEqualTo(2);
    assertThat(link.status().lastError().orElseThrow()).contains("hiccup");
    assertThat(answer.join().orElseThrow()).contains("hiccup");
    assertThat(news.count("lost one")).isZero();
  }

  @Test
  void answersNothingAnyMore_isConnectedAnew() {
    link.start();
    time.advance(Duration.ofSeconds(1));
    connector.last().follow((_, _, wait) -> new CallOutcome.DeadlinePassed(wait.silence()));
    assertThat(link.rediscover().join()).isPresent();
    assertThat(link.status().state()).isEqualTo(State.READY);

    time.advance(Duration.ofSeconds(40));

    assertThat(connector.opened()).hasSize(2);
    assertThat(connector.opened().getFirst().closes()).isEqualTo(1);
    assertThat(link.status().state()).isEqualTo(State.READY);
    assertThat(news.count("lost one")).isEqualTo(1);
  }

  @Test
  void laterDiscoveryFails_isRepeatedSoonerThanTheInterval() {
    link.start();
    connector.last().follow((_, _, _) -> new CallOutcome.Unavailable("hiccup", true));
    assertThat(link.rediscover().join()).isPresent();

    connector
        .last()
        .follow((_, _, _) -> new CallOutcome.Answered(ScriptedConnector.list("a", "b", "c")));
    time.advance(Duration.ofSeconds(38));

    assertThat(link.status().tools()).isEqualTo(3);
    assertThat(link.status().lastError()).isEmpty();
  }

  @Test
  void rediscoverWhileDown_triesAtOnceAndTellsWhy() {
    connector.fail(ErrorCode.BACKEND_UNREACHABLE);
    link.start();
    var before = connector.attempts();

    CompletableFuture<Optional<String>> answer = link.rediscover();

    assertThat(connector.attempts()).isEqualTo(before + 1);
    assertThat(answer.join()).contains("scripted BACKEND_UNREACHABLE");
    assertThat(time.alarmsSet()).isEqualTo(1);
  }

  @Test
  void rediscoverWhileDownSucceeds_noOldAttemptIsLeft() {
    connector.fail(ErrorCode.BACKEND_UNREACHABLE);
    link.start();
    connector.offer("a");

    assertThat(link.rediscover().join()).isEmpty();

    assertThat(time.alarmsSet()).as("the next discovery").isEqualTo(1);
  }

  @Test
  void connectionEnds_itsDiscoveriesEndToo() {
    link.start();
    connector.fail(ErrorCode.BACKEND_NEEDS_LOGIN);
    connector.last().announceChange();
    connector.last().breakDown("gone");
    time.advance(Duration.ofSeconds(1));

    assertThat(link.status().state()).isEqualTo(State.NEEDS_LOGIN);
    assertThat(time.alarmsSet()).isZero();
  }

  @Test
  void rediscoverWhileConnecting_joinsTheAttempt() {
    var answers = new ArrayList<CompletableFuture<Optional<String>>>();
    connector.follow(listener -> {
      if (answers.isEmpty()) {
        answers.add(link.rediscover());
      }
      return ScriptedConnector.offering("a").connect(listener);
    });

    link.start();

    assertThat(answers.getFirst()).isCompletedWithValue(Optional.empty());
    assertThat(connector.attempts()).isEqualTo(1);
  }

  @Test
  void stopped_nothingHappensAnyMore() {
    link.start();
    var connection = connector.last();

    link.stop();
    connection.breakDown("late");
    connection.announceChange();
    time.advance(Duration.ofHours(1));

    assertThat(link.status().state()).isEqualTo(State.STOPPED);
    assertThat(connection.closes()).isEqualTo(1);
    assertThat(connector.attempts()).isEqualTo(1);
    assertThat(news.news()).hasSize(2);
    assertThat(link.rediscover().join()).contains("the gateway is stopping");
    assertThat(time.alarmsSet()).isZero();
  }
}
