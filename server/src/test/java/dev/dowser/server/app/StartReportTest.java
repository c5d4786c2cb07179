package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class StartReportTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;

  private StartReport report(int backends) {
    return new StartReport(new Terminal(stream, false), clock, backends);
  }

  private static BackendStatus status(String name, State state, int tools, String error) {
    return new BackendStatus(
        new BackendId(name),
        state,
        Instant.EPOCH,
        "stdio",
        "",
        tools,
        List.of(),
        Optional.of(error).filter(text -> !text.isEmpty()));
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().map(String::strip).toList();
  }

  @Test
  void noteForTheOperator_isShownUntilTheEnd() {
    var report = report(1);
    report.note("no tool is called a_wirte");
    report.stopping();
    report.note("too late");

    assertThat(lines()).containsExactly("note no tool is called a_wirte");
  }

  @Test
  void eachBackend_isShownOnceAndTheSumAtTheEnd() {
    var report = report(2);
    now.set(Instant.EPOCH.plusMillis(1_250));
    report.stateChanged(status("files", State.READY, 14, ""));
    report.stateChanged(status("files", State.READY, 14, ""));
    now.set(Instant.EPOCH.plusMillis(3_000));
    report.stateChanged(status("git", State.DOWN, 0, "no such command: npx"));

    assertThat(lines())
        .containsExactly(
            "up   files                  14 tools  1.3 s",
            "down git                  no such command: npx",
            "14 tools of 1 of 2 backends after 3.0 s");
  }

  @Test
  void laterChange_isShownWithoutASecondSum() {
    var report = report(1);
    report.stateChanged(status("files", State.READY, 1, ""));
    report.stateChanged(status("files", State.NEEDS_LOGIN, 0, ""));
    report.stateChanged(status("files", State.READY, 2, ""));

    assertThat(lines()).hasSize(4);
    assertThat(lines().get(2)).isEqualTo("login files                not connected");
    assertThat(lines().getLast()).startsWith("up   files").contains("2 tools");
  }

  @Test
  void manyBackends_onlyFailuresHaveALine() {
    var report = report(31);
    for (var i = 0; i < 30; i++) {
      report.stateChanged(status("b" + i, State.READY, 10, ""));
    }
    report.stateChanged(status("b30", State.DOWN, 0, "x".repeat(1_000)));

    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).startsWith("down b30").hasSizeLessThan(280).endsWith("…");
    assertThat(lines().getLast()).isEqualTo("300 tools of 30 of 31 backends after 0.0 s");
  }

  @Test
  void stopping_saysNothingMore() {
    var report = report(1);
    report.stopping();
    report.stateChanged(status("files", State.DOWN, 0, "killed"));

    assertThat(lines()).isEmpty();
  }

  @Test
  void modelClosedBecauseTheVerbIsDone_isNoFaultToTell() {
    var report = report(1);
    report.model(new EmbedderState.Unavailable("no such folder"));
    assertThat(lines()).hasSize(1);

    report.stopping();
    report.model(new EmbedderState.Unavailable("closed"));

    assertThat(lines()).hasSize(1);
  }

  @Test
  void colours_onlyWhereTheyAreShown() {
    assertThat(new Terminal(stream, true).good("up")).isEqualTo("\u001b[32mup\u001b[0m");
    assertThat(new Terminal(stream, false).bad("down")).isEqualTo("down");
    // The output of a test is no terminal.
    assertThat(Terminal.standard(Map.of()).strong("x")).isEqualTo("x");
  }

  @Test
  void wish_decidesAtATerminal() {
    assertThat(Terminal.wantsColours(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Terminal.wantsColours(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.wantsColours(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Terminal.wantsColours(Map.of("TERM", "dumb"))).isFalse();
  }
}
