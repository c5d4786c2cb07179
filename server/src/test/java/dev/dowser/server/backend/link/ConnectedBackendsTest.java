package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.backend.testing.ScriptedConnector;
import dev.dowser.server.fault.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConnectedBackendsTest {
  private final ManualBackground time = new ManualBackground();
  private final NewsLog news = new NewsLog();

  private ConnectedBackends backends(List<BackendPlan> plans) {
    var discovery = DiscoveryPlan.every(Duration.ofMinutes(5));
    return new ConnectedBackends(plans, discovery, List.of(news), time.surroundings(), () -> {});
  }

  private static BackendPlan plan(String id, ScriptedConnector connector) {
    return new BackendPlan(
        new BackendId(id), connector, Duration.ofSeconds(30), Duration.ofSeconds(10));
  }

  @Test
  void statuses_keepTheOrderOfTheConfiguration() {
    try (var backends =
        backends(
            List.of(
                plan("z", ScriptedConnector.http("a")),
                plan("b", ScriptedConnector.stdio().fail(ErrorCode.BACKEND_NOT_STARTABLE)),
                plan("m", ScriptedConnector.http().fail(ErrorCode.BACKEND_NEEDS_LOGIN))))) {
      backends.start();

      assertThat(backends.statuses())
          .extracting(status -> status.id().value(), BackendStatus::state)
          .containsExactly(
              tuple("z", State.READY), tuple("b", State.DOWN), tuple("m", State.NEEDS_LOGIN));
    }
  }

  @Test
  void sameNameTwice_isRefused() {
    var plans = List.of(plan("a", ScriptedConnector.http()), plan("a", ScriptedConnector.http()));

    assertThatThrownBy(() -> backends(plans).close()).hasMessage("two backends are called a");
  }

  @Test
  void rediscover_asksAllAndTellsWhoFailed() {
    var good = ScriptedConnector.http("a");
    try (var backends =
        backends(
            List.of(
                plan("good", good),
                plan("bad", ScriptedConnector.http().fail(ErrorCode.BACKEND_UNREACHABLE))))) {
      backends.start();

      var failures = backends.rediscover(Set.of());

      assertThat(failures).isEqualTo(Map.of(new BackendId("bad"), "scripted BACKEND_UNREACHABLE"));
      assertThat(news.count("discovered good 1")).isEqualTo(2);
    }
  }

  @Test
  void rediscoverOfSome_leavesTheOthersAlone() {
    try (var backends =
        backends(
            List.of(
                plan("a", ScriptedConnector.http("x")), plan("b", ScriptedConnector.http("y"))))) {
      backends.start();

      var failures = backends.rediscover(Set.of(new BackendId("b"), new BackendId("nobody")));

      assertThat(failures).isEqualTo(Map.of(new BackendId("nobody"), "no backend is called so"));
      assertThat(news.count("discovered a 1")).isEqualTo(1);
      assertThat(news.count("discovered b 1")).isEqualTo(2);
    }
  }

  @Test
  void fiftyFallTogether_comeBackSpreadOverASecond() {
    var connectors = IntStream.range(0, 50).mapToObj(_ -> ScriptedConnector.http("a")).toList();
    var plans = new ArrayList<BackendPlan>();
    connectors.forEach(connector -> plans.add(plan("b" + plans.size(), connector)));
    try (var backends = backends(plans)) {
      backends.start();
      time.advance(Duration.ofMinutes(2));

      connectors.forEach(connector -> connector.last().breakDown("all of them"));
      var most = 0L;
      for (var step = 0; step < 10; step++) {
        var before = ready(backends);
        time.advance(Duration.ofMillis(100));
        most = Math.max(most, ready(backends) - before);
      }

      assertThat(ready(backends)).isEqualTo(50);
      assertThat(most).isLessThan(15);
    }
  }

  private static long ready(ConnectedBackends backends) {
    return backends.statuses().stream().filter(s -> s.state() == State.READY).count();
  }
}
