package dev.dowser.server.app;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells people at the terminal how the start goes: each backend as it comes up or fails for the
 * first time, then the sum. Later changes are shown too, once per change. With many backends only
 * failures get a line of their own.
 */
final class StartReport implements BackendListener {
  private static final int EACH_UP_TO = 30;
  private static final int MOST_REASON = 240;

  private final Terminal terminal;
  private final InstantSource clock;
  private final Instant began;
  private final int backends;
  private final Map<BackendId, BackendStatus> last = new HashMap<>();
  private final Map<String, String> took = new HashMap<>();
  private boolean summed;
  private boolean stopping;

  StartReport(Terminal terminal, InstantSource clock, int backends) {
    this.terminal = terminal;
    this.clock = clock;
    this.began = clock.instant();
    this.backends = backends;
  }

  @Override
  public void discovered(BackendSnapshot snapshot) {}

  @Override
  public void lost(BackendId backend) {}

  /** How long each backend took until it was ready for the first time, in words. */
  synchronized Map<String, String> took() {
    return Map.copyOf(took);
  }

  /** Says nothing more: what ends now ends because we do. */
  synchronized void stopping() {
    stopping = true;
  }

  @Override
  public synchronized void stateChanged(BackendStatus status) {
    var before = last.put(status.id(), status);
    if (status.state() == BackendStatus.State.READY) {
      var _ = took.putIfAbsent(status.id().value(), sinceStart());
    }
    if (stopping) {
      return;
    }
    if (before == null || before.state() != status.state() || before.tools() != status.tools()) {
      show(status);
    }
    if (!summed && last.size() == backends && last.values().stream().noneMatch(this::isOpen)) {
      summed = true;
      sum();
    }
  }

  /** Shows what else the operator should know. */
  synchronized void note(String text) {
    if (!stopping) {
      terminal.line("  " + terminal.bad("note") + " " + text);
    }
  }

  /** Shows how loading the model ended. */
  synchronized void model(EmbedderState state) {
    if (stopping) {
      return;
    }
    switch (state) {
      case EmbedderState.Ready(var embedder) ->
          terminal.line(
              "  %s %-20s %d dimensions; finding by meaning begins"
                  .formatted(
                      terminal.good("up  "),
                      "model " + embedder.space().model(),
                      embedder.space().dimensions()));
      case EmbedderState.Unavailable(var reason) ->
          terminal.line(
              "  %s %-20s finding goes by words alone: %s"
                  .formatted(terminal.bad("down"), "model", reason));
      case EmbedderState.Loading() -> {}
    }
  }

  private boolean isOpen(BackendStatus status) {
    return status.state() == BackendStatus.State.CONNECTING;
  }

  private void show(BackendStatus status) {
    switch (status.state()) {
      case READY -> {
        if (backends <= EACH_UP_TO) {
          terminal.line(
              "  %s %-20s %4d tools  %s"
                  .formatted(
                      terminal.good("up  "),
                      status.id(),
                      status.tools(),
                      terminal.quiet(sinceStart())));
        }
      }
      case DOWN, NEEDS_LOGIN ->
          terminal.line(
              "  %s %-20s %s"
                  .formatted(
                      terminal.bad(status.state() == BackendStatus.State.DOWN ? "down" : "login"),
                      status.id(),
                      shortened(status.lastError().orElse("not connected"))));
      case CONNECTING, STOPPED -> {}
    }
  }

  private static String shortened(String reason) {
    return reason.length() > MOST_REASON ? reason.substring(0, MOST_REASON - 1) + "…" : reason;
  }

  private void sum() {
    var ready =
        last.values().stream()
            .filter(status -> status.state() == BackendStatus.State.READY)
            .toList();
    var tools = ready.stream().mapToInt(BackendStatus::tools).sum();
    terminal.line(
        "%s tools of %d of %d backends after %s"
            .formatted(
                terminal.strong(Integer.toString(tools)), ready.size(), backends, sinceStart()));
  }

  private String sinceStart() {
    var passed = Duration.between(began, clock.instant());
    return String.format(Locale.ROOT, "%.1f s", passed.toMillis() / 1000.0);
  }
}
