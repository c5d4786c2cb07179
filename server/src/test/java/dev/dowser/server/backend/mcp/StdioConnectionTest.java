package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StdioConnectionTest extends ConnectionContract {
  private static final BackendId FAKE = new BackendId("fake");

  @Override
  Connector connector(int maxBytes) {
    return new StdioConnector(
        FAKE,
        HostileProcess.spec("normal", maxBytes),
        Map.of("PATH", "/usr/bin:/bin", "GATEWAY_SECRET", "s3cret", "INHERITED", "yes"));
  }

  private static Connector mode(String mode) {
    return new StdioConnector(FAKE, HostileProcess.spec(mode, HostileScript.MEGABYTE));
  }

  private GatewayException refused(Connector connector, Duration limit) {
    return catchThrowableOfType(
        GatewayException.class, () -> connector.connect(limit, listener).close());
  }

  private static Connector command(String command, Optional<Path> cwd) {
    return new StdioConnector(
        FAKE, new StdioSpec(command, List.of(), Map.of("PATH", "/nowhere"), Set.of(), cwd, 1));
  }

  @Test
  void environmentIsClean() {
    assertThat(text(call(connect(), "environment")).split(","))
        .contains("PATH", "GIVEN", "INHERITED")
        .doesNotContain("GATEWAY_SECRET");
  }

  @Test
  void processDiesInItsAnswer_callsEndAtOnceAndTheListenerHearsWhy() throws InterruptedException {
    var connection = connect();

    var outcome = call(connection, "die");

    assertThat(outcome).isEqualTo(new CallOutcome.Unavailable("fake exited with status 9", true));
    assertThat(listener.nextEnd())
        .startsWith("fake exited with status 9")
        .contains("out of memory");
    assertThat(call(connection, "echo"))
        .isEqualTo(new CallOutcome.Unavailable("fake exited with status 9", false));
  }

  @Test
  void commandMissing_saysWhatIsNeeded() {
    var refusal = refused(command("npx", Optional.empty()), START);

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_NOT_STARTABLE);
    assertThat(refusal).hasMessage("needs Node.js: npx was not found on PATH");
  }

  @Test
  void commandOfAnUnknownProduct_isNamed() {
    assertThat(refused(command("frobnicate", Optional.empty()), START))
        .hasMessage("frobnicate was not found on PATH");
  }

  @Test
  void commandNotExecutable_isRefused() {
    assertThat(refused(command("/etc/passwd", Optional.empty()), START).code())
        .isEqualTo(ErrorCode.BACKEND_NOT_STARTABLE);
  }

  @Test
  void folderMissing_isRefused() {
    var refusal = refused(command("/bin/cat", Optional.of(Path.of("/no/such/folder"))), START);

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_NOT_STARTABLE);
    assertThat(refusal).hasMessageContaining("/no/such/folder");
  }

  @Test
  void processExitsInTheHandshake_isRefusedWithItsLastWords() {
    var refusal = refused(mode("exits"), START);

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_BROKEN);
    assertThat(refusal)
        .hasMessageContaining("exited with status 3")
        .hasMessageContaining("cannot find my key");
  }

  @Test
  void processSilentInTheHandshake_isRefusedInTime() {
    var refusal = refused(mode("silent"), Duration.ofSeconds(2));

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_UNREACHABLE);
    assertThat(refusal).hasMessageContaining("no answer to initialize within");
  }

  @Test
  void unknownRevision_isRefused() {
    var refusal = refused(mode("old"), START);

    assertThat(refusal.code()).isEqualTo(ErrorCode.BACKEND_BROKEN);
    assertThat(refusal).hasMessageContaining("'1999-01-01'").hasMessageContaining("2025-11-25");
  }

  @Test
  void processThatDoesNotRead_blocksNobodyBeyondTheDeadline()
      throws ExecutionException, InterruptedException, TimeoutException {
    var connection = connect(mode("deaf"));
    var patience = new Patience(Duration.ofMillis(500), Duration.ofMillis(500));
    var params = tool("x".repeat(10_000));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          IntStream.range(0, 1200)
              .mapToObj(_ ->
                  executor.submit(
                      () -> connection.call("tools/call", params, patience, Caller.NONE)))
              .toList();

      for (var each : calls) {
        assertThat(each.get(10, TimeUnit.SECONDS))
            .isInstanceOfAny(CallOutcome.DeadlinePassed.class, CallOutcome.Unavailable.class);
      }
    }
  }

  @Test
  void listenerFails_theLinkEndsInsteadOfFallingSilent() {
    var ended = new CompletableFuture<String>();
    var failing =
        new ConnectionListener() {
          @Override
          public void listsChanged() {
            throw new IllegalStateException("scripted");
          }

          @Override
          public void renewed() {}

          @Override
          public void resourceUpdated(String uri) {}

          @Override
          public void closed(String reason) {
            ended.complete(reason);
          }
        };
    try (var connection = mode("normal").connect(START, failing)) {
      var _ = call(connection, "list_changed");

      assertThat(ended).succeedsWithin(Duration.ofSeconds(10));
      assertThat(call(connection, "echo")).isInstanceOf(CallOutcome.Unavailable.class);
    }
  }

  @Test
  void requestThatExpiredBeforeItWasWritten_isNeverWritten(@TempDir Path folder)
      throws IOException {
    var got = folder.resolve("got");
    var script =
        "read a; echo '{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2025-06-18\"}}';"
            + " read b; sleep 1; exec cat > "
            + got;
    var spec =
        new StdioSpec(
            "/bin/sh", List.of("-c", script), Map.of(), Set.of(), Optional.empty(), 100_000);
    var brief = new Patience(Duration.ofMillis(100), Duration.ofMillis(100));
    var longer = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(3));
    try (var connection = new StdioConnector(FAKE, spec).connect(START, listener)) {
      var _ = connection.call("x", tool("x".repeat(400_000)), brief, Caller.NONE);
      var _ = connection.call("x", tool("expired"), brief, Caller.NONE);
      var _ = connection.call("x", tool("in_time"), longer, Caller.NONE);
    }

    assertThat(Files.readString(got)).contains("in_time").doesNotContain("expired");
  }

  @Test
  void close_endsTheWholeTreeInTime() {
    var before = ProcessHandle.current().descendants().toList();
    var connection = connect(mode("stubborn"));
    var tree =
        ProcessHandle.current().descendants().filter(each -> !before.contains(each)).toList();
    assertThat(tree).hasSizeGreaterThanOrEqualTo(2);
    var began = System.nanoTime();

    connection.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    var ends = tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    assertThat(CompletableFuture.allOf(ends)).succeedsWithin(Duration.ofSeconds(2));
  }
}
