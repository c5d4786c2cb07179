package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.Mode;
import dev.dowser.config.OperationalSettings.LogLevel;
import dev.dowser.config.SessionSettings;
import dev.dowser.config.document.Position;
import dev.dowser.config.key.GatewayKeys;
import dev.dowser.config.key.Mention;
import dev.dowser.config.loading.Warning;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dowser serve}. */
@Command(
    name = "serve",
    description = "Serves one MCP endpoint in front of the configured MCP servers.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dowser serve --config dowser.yaml --port 4483"})
final class ServeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private final GatewayOptions gateway = new GatewayOptions();

  @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (127.0.0.1).")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (4483); 0 = any.")
  private @Nullable Integer port;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "find: find_tool and call_tool; all: every tool is listed.")
  private @Nullable String mode;

  @Option(
      names = "--session-ttl",
      paramLabel = "DURATION",
      description = "How long a session lives without a request, like 45m (sessions.idle, 30m).")
  private @Nullable String sessionTtl;

  @Option(names = "--enable-audit", description = "Accepted; audit is not built yet.")
  private boolean audit;

  @Option(
      names = "--insecure",
      description = "Allow an address that other machines reach, without authentication.")
  private boolean insecure;

  @Override
  public Integer call() throws InterruptedException {
    var configuration = configuration();
    var settings = configuration.settings();
    if (!settings.server().isLoopback() && !insecure) {
      throw new CommandFailed(
          "%s can be reached from other machines and nothing authenticates clients yet; listen on 127.0.0.1, or give --insecure if you mean it"
              .formatted(settings.server().host()));
    }
    if (!gateway.debug() && settings.operational().logLevel() != LogLevel.DEBUG) {
      Logging.leaveProgressToTheTerminal();
    }
    try (var running = RunningGateway.own(configuration, Terminal.standard(System.getenv()))) {
      running.awaitEnd();
    }
    return 0;
  }

  /** What the file says, with what the command line changes. */
  Configuration configuration() {
    var loaded = Configuration.load(gateway).warning(unbuilt());
    return loaded.with(overridden(loaded.settings()));
  }

  private GatewaySettings overridden(GatewaySettings settings) {
    var server = settings.server();
    if (host != null) {
      if (host.isBlank()) {
        throw wrong("--host is a host name or an address, got nothing");
      }
      server = server.withHost(host);
    }
    if (port != null) {
      if (port < 0 || port > 65_535) {
        throw wrong("--port is 0..65535, got " + port);
      }
      server = server.withPort(port);
    }
    var changed = settings.withServer(server).withSessions(sessions(settings.sessions()));
    return mode == null ? changed : changed.withMode(mode(mode));
  }

  private SessionSettings sessions(SessionSettings settings) {
    if (sessionTtl == null) {
      return settings;
    }
    var idle = GatewayKeys.IDLE.value();
    return idle.reading()
        .apply(sessionTtl)
        .map(settings::withIdle)
        .orElseThrow(
            () -> wrong("--session-ttl is %s, got %s".formatted(idle.expected(), sessionTtl)));
  }

  private List<Warning> unbuilt() {
    return audit
        ? List.of(new Warning("command line", Position.WHOLE, "--enable-audit", Mention.NO_EFFECT))
        : List.of();
  }

  private Mode mode(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "find" -> Mode.FIND;
      case "all" -> Mode.ALL;
      default -> throw wrong("--mode is find or all, got " + text);
    };
  }

  private ParameterException wrong(String text) {
    return new ParameterException(spec == null ? new CommandLine(this) : spec.commandLine(), text);
  }
}
