package dev.dowser.server.app;

import dev.dowser.config.DataDirectory;
import dev.dowser.server.app.shell.CommandFailed;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the verbs that ask a running gateway. */
final class RunningOptions {
  static final String DEFAULT_URL = "http://127.0.0.1:4483/mcp";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "MCP endpoint of the running gateway. Default: "
              + DEFAULT_URL
              + ", else the gateway that owns the user's data folder.")
  private @Nullable URI url;

  @Option(
      names = "--token-env",
      paramLabel = "NAME",
      description = "Environment variable with the admin token, if the gateway asks for one.")
  private @Nullable String tokenEnv;

  @Option(
      names = "--virtual-server",
      paramLabel = "NAME",
      description = "Ask this virtual server of the running gateway. Default: the one of --url.")
  private @Nullable String virtualServer;

  @Option(names = "--debug", description = "Log what happens inside to standard error.")
  private boolean debug;

  /**
   * The running gateway.
   *
   * @throws CommandFailed if none answers
   */
  OpenGateway open() {
    if (debug) {
      Logging.debug();
    }
    return GatewayClient.open(
        url == null ? byDefault(System.getenv()) : checked(url),
        token(),
        Optional.ofNullable(virtualServer));
  }

  boolean namesOne() {
    return url != null;
  }

  boolean namesVirtualServer() {
    return virtualServer != null;
  }

  boolean debug() {
    return debug;
  }

  private static URI byDefault(Map<String, String> environment) {
    var usual = URI.create(DEFAULT_URL);
    if (Attachment.answers(usual)) {
      return usual;
    }
    var home = Path.of(System.getProperty("user.home", ""));
    return switch (DataDirectory.ofUser(environment, System.getProperty("os.name", ""), home)) {
      case DataDirectory.OnDisk(var folder) ->
          Ownership.read(folder)
              .map(Ownership.Owner::url)
              .filter(Attachment::answers)
              .orElse(usual);
      case DataDirectory.InMemory() -> usual;
    };
  }

  /** The endpoint at an address; one without a path means the usual path. */
  static URI checked(URI url) {
    var scheme = String.valueOf(url.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new CommandFailed("--url is an address like " + DEFAULT_URL + ", got " + url);
    }
    var path = String.valueOf(url.getPath());
    return path.isEmpty() || path.equals("/") ? url.resolve("/mcp") : url;
  }

  private Optional<String> token() {
    if (tokenEnv != null && System.getenv(tokenEnv) == null) {
      throw new CommandFailed("--token-env names " + tokenEnv + ", which is not set");
    }
    return Optional.ofNullable(tokenEnv).map(System::getenv);
  }
}
