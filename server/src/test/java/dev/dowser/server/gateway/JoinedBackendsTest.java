package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static dev.dowser.server.gateway.Sample.OTHER;
import static dev.dowser.server.gateway.Sample.assembler;
import static dev.dowser.server.gateway.Sample.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JoinedBackendsTest {
  private static final ObjectNode NO_META = Json.object();
  private static final ObjectNode ARGUMENTS = Json.object().put("q", 1);

  private final AtomicLong now = new AtomicLong();
  private final FakeIndex index = new FakeIndex();
  private final FakeBackends backends = new FakeBackends(OTHER, B, A);
  private final LiveCatalog catalog =
      new LiveCatalog(assembler(A, B), index, new MemorySnapshotStore(), Duration.ZERO);
  private final JoinedBackends server =
      new JoinedBackends("all", catalog, index, backends, new ResourceLinks(), now::get);

  @BeforeEach
  void start() throws InterruptedException {
    catalog.start();
    catalog.discovered(snapshot(A, "x y", "z"));
    catalog.discovered(snapshot(B, "x"));
    catalog.awaitApplied(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    server.close();
    catalog.close();
  }

  @Test
  void toolIsCalledByItsOwnNameAtItsOwnBackend() {
    server.call(tool("a_x_y"), ARGUMENTS, NO_META, Caller.NONE);

    assertThat(backends.sent)
        .containsExactly(
            new FakeBackends.Sent(
                A,
                "tools/call",
                (ObjectNode) Json.parse("{\"name\":\"x y\",\"arguments\":{\"q\":1}}"),
                Caller.NONE));
  }

  @Test
  void backendWhoseToolsAreNotShownYet_isNotReady() throws InterruptedException {
    index.gate = new CountDownLatch(1);
    catalog.lost(A);
    catalog.discovered(snapshot(A, "new"));
    assertThat(server.statuses())
        .extracting(BackendStatus::state)
        .containsExactly(BackendStatus.State.CONNECTING, BackendStatus.State.READY);

    index.gate.countDown();
    catalog.awaitApplied(Duration.ofSeconds(20));

    assertThat(server.catalog().find("a_new")).isPresent();
    assertThat(server.statuses())
        .extracting(BackendStatus::state)
        .containsOnly(BackendStatus.State.READY);
  }

  @Test
  void searchRightAfterAStart_waitsForTheWordsOfTheLastKnownTools() throws InterruptedException {
    var store = new MemorySnapshotStore();
    store.save(snapshot(A, "x"));
    var words = new FakeIndex();
    words.gate = new CountDownLatch(1);
    var indexed = new AtomicLong(-1);
    try (var known = new LiveCatalog(assembler(A, B), words, store, Duration.ZERO);
        var fresh =
            new JoinedBackends("all", known, words, backends, new ResourceLinks(), now::get)) {
      known.start();
      var search =
          Thread.startVirtualThread(() -> {
            var _ = fresh.find(new ToolQuery(List.of("x"), _ -> true, 5));
            indexed.set(words.applied.size());
          });
      assertThat(known.awaitKnown(Duration.ofMillis(1))).isFalse();
      assertThat(indexed).hasValue(-1);

      words.gate.countDown();
      search.join();
    }

    assertThat(indexed).hasValue(1);
  }

  @Test
  void metaGoesAlong() {
    var meta = Json.object().put("progressToken", 7).put("own", true);

    server.call(tool("a_z"), ARGUMENTS, meta, Caller.NONE);

    assertThat(backends.sent.getFirst().params().get("_meta")).isEqualTo(meta).isNotSameAs(meta);
  }

  @Test
  void outcomeOfTheBackend_comesBackAsItIs() {
    backends.answer = new CallOutcome.DeadlinePassed(Duration.ofSeconds(3));

    assertThat(server.call(tool("a_z"), ARGUMENTS, NO_META, Caller.NONE)).isSameAs(backends.answer);
  }

  @Test
  void backendIsGoneFromTheConfiguration_callIsUnavailableAndDidNotRun() {
    var gone = snapshot(new BackendId("gone"), "x").tools().getFirst();

    var outcome =
        server.call(new ExposedTool("gone_x", gone, true), ARGUMENTS, NO_META, Caller.NONE);

    assertThat(outcome)
        .isEqualTo(new CallOutcome.Unavailable("backend 'gone' is not configured any more", false));
  }

  @ParameterizedTest
  @ValueSource(ints = {-32602, -32601})
  void backendDoesNotKnowItsTool_isAskedAnew(int code) throws InterruptedException {
    backends.answer = refused(code);

    server.call(tool("a_z"), ARGUMENTS, NO_META, Caller.NONE);

    assertThat(backends.rediscovered.poll(20, TimeUnit.SECONDS)).isEqualTo(Set.of(A));
  }

  @Test
  void backendRefusesOften_isAskedOnceInAWhile() throws InterruptedException {
    backends.answer = refused(-32602);
    server.call(tool("a_z"), ARGUMENTS, NO_META, Caller.NONE);
    server.call(tool("a_z"), ARGUMENTS, NO_META, Caller.NONE);
    server.call(tool("b_x"), ARGUMENTS, NO_META, Caller.NONE);
    assertThat(List.of(nextAsked(), nextAsked())).containsExactlyInAnyOrder(Set.of(A), Set.of(B));
    assertThat(backends.rediscovered).isEmpty();

    now.addAndGet(Duration.ofSeconds(31).toNanos());
    server.call(tool("a_z"), ARGUMENTS, NO_META, Caller.NONE);

    assertThat(nextAsked()).isEqualTo(Set.of(A));
  }

  @Test
  void otherErrorsAndLostTools_areNoReasonToAsk() throws InterruptedException {
    backends.answer = refused(-32603);
    server.call(tool("a_z"), ARGUMENTS, NO_META, Caller.NONE);
    var lost = new ExposedTool("a_old", snapshot(A, "old").tools().getFirst(), false);
    backends.answer = refused(-32602);
    server.call(lost, ARGUMENTS, NO_META, Caller.NONE);

    server.call(tool("b_x"), ARGUMENTS, NO_META, Caller.NONE);

    assertThat(nextAsked()).isEqualTo(Set.of(B));
    assertThat(backends.rediscovered).isEmpty();
  }

  @Test
  void noAnswerInTime_theBackendIsAskedAnew() throws InterruptedException {
    backends.answer = new CallOutcome.DeadlinePassed(Duration.ofSeconds(30));

    server.call(tool("b_x"), ARGUMENTS, NO_META, Caller.NONE);

    assertThat(nextAsked()).isEqualTo(Set.of(B));
  }

  @Test
  void toolThatLeftTheCatalog_isNotFoundThoughTheIndexHasIt() throws InterruptedException {
    index.broken = true;
    catalog.lost(A);
    awaitCatalogWithout("a_z");

    assertThat(found(new ToolQuery(List.of("any"), _ -> true, 10))).containsExactly("b_x");
  }

  @Test
  void candidatesOfTheQuery_countToo() {
    var query = new ToolQuery(List.of("any"), tool -> tool.tool().id().backend().equals(A), 10);

    assertThat(found(query)).containsExactly("a_x_y", "a_z");
  }

  @Test
  void statusesAreOurOwnInConfigurationOrder() {
    assertThat(server.statuses()).extracting(BackendStatus::id).containsExactly(A, B);
    assertThat(server.backends()).containsExactly(A, B);
  }

  private void awaitCatalogWithout(String name) throws InterruptedException {
    try {
      catalog.awaitApplied(Duration.ofSeconds(20));
    } catch (GatewayException _) {
      assertThat(server.catalog().find(name)).isEmpty();
    }
  }

  private List<String> found(ToolQuery query) {
    return server.find(query).hits().stream().map(hit -> hit.tool().name()).toList();
  }

  private Set<BackendId> nextAsked() throws InterruptedException {
    var asked = backends.rediscovered.poll(20, TimeUnit.SECONDS);
    if (asked == null) {
      throw new AssertionError("no backend was asked within 20 s");
    }
    return asked;
  }

  private ExposedTool tool(String name) {
    return server.catalog().find(name).orElseThrow();
  }

  private static CallOutcome refused(int code) {
    return new CallOutcome.Refused(new RpcError(code, "no", null));
  }
}
