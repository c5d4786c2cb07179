package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.Mode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dowser serve}. */
@Command(
    name = "serve",
    description = "Serves one MCP endpoint in front of the configured MCP servers.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dowser serve --config dowser.yaml --port 4483"})
final class ServeCommand implements Callable<Integer> {
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
      names = "--insecure",
      description = "Allow an address that other machines reach, without authentication.")
  private boolean insecure;

  @Override
  public Integer call() throws InterruptedException {
    var loaded = Configuration.load(gateway);
    var settings = overridden(loaded.settings());
    if (!settings.server().isLoopback() && !insecure) {
      throw new CommandFailed(
          "%s can be reached from other machines and nothing authenticates clients yet; listen on 127.0.0.1, or give --insecure if you mean it"
              .formatted(settings.server().host()));
    }
    if (!gateway.debug()) {
      Logging.leaveProgressToTheTerminal();
    }
    try (var running =
        RunningGateway.own(loaded.with(settings), Terminal.standard(System.getenv()))) {
      running.awaitEnd();
    }
    return 0;
  }

  private GatewaySettings overridden(GatewaySettings settings) {
    var server = settings.server();
    if (host != null) {
      server = server.withHost(host);
    }
    if (port != null) {
      server = server.withPort(port);
    }
    var changed = settings.withServer(server);
    return mode == null ? changed : changed.withMode(mode(mode));
  }

  private static Mode mode(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "find" -> Mode.FIND;
      case "all" -> Mode.ALL;
      default -> throw new CommandFailed("--mode is find or all, got " + text);
    };
  }
}
