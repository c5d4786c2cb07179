package dev.dowser.server.app;

import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.app.shell.Terminal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What people at the terminal see of a start. */
final class Progress {
  private final Terminal terminal;
  private final Configuration configuration;
  private final StartReport report;
  private final CountDownLatch model = new CountDownLatch(1);
  private volatile EmbedderState modelState = new EmbedderState.Loading();
  private boolean withAddress = true;
  private boolean silent;

  Progress(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
    this.report =
        new StartReport(
            terminal, InstantSource.system(), configuration.settings().backends().size());
  }

  /** Says nothing. */
  static Progress silent(Configuration configuration) {
    var progress = new Progress(Terminal.nowhere(), configuration);
    progress.silent = true;
    return progress;
  }

  /** Says how backends and model come up, but no address. */
  static Progress withoutAddress(Terminal terminal, Configuration configuration) {
    var progress = new Progress(terminal, configuration);
    progress.withAddress = false;
    return progress;
  }

  boolean isSilent() {
    return silent;
  }

  /** Waits until the model is loaded or has failed to; false if neither came in time. */
  boolean awaitModel(Duration longest) throws InterruptedException {
    return model.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How loading the model ended; loading as long as it did not. */
  EmbedderState modelState() {
    return modelState;
  }

  StartReport report() {
    return report;
  }

  /** Shows the address and how to connect; backends follow. */
  void listening(URI url) {
    if (!withAddress) {
      configuration.warnings().forEach(warning -> terminal.line("note: " + warning.render()));
      return;
    }
    var settings = configuration.settings();
    terminal.line(
        "%s %s  %s (%s)"
            .formatted(
                terminal.strong("Dowser"),
                Version.CURRENT,
                settings.virtualServer().name(),
                terminal.quiet(configuration.file().toString())));
    configuration
        .warnings()
        .forEach(warning -> terminal.line("  " + terminal.bad("note") + " " + warning.render()));
    terminal.line("");
    terminal.line("  MCP endpoint   " + terminal.strong(url.toString()));
    settings
        .virtualServers()
        .forEach((name, _) ->
            terminal.line(
                "  %-14s ".formatted(name) + url.resolve(settings.server().pathOf(name))));
    terminal.line("  Claude Code    claude mcp add --transport http dowser " + url);
    terminal.line("  mcp.json       {\"mcpServers\": {\"dowser\": {\"url\": \"" + url + "\"}}}");
    terminal.line("");
    terminal.line(
        settings.backends().isEmpty()
            ? "  no backends are configured; add some to " + configuration.file()
            : "Connecting to %d backends; packages may have to be fetched the first time"
                .formatted(settings.backends().size()));
  }

  /** Shows how loading the model ended. */
  void model(EmbedderState state) {
    report.model(state);
    modelState = state;
    model.countDown();
  }
}
