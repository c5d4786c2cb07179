package dev.dowser.server.app;

import dev.dowser.server.app.shell.CommandFailed;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the verbs that ask a running gateway. */
final class ClientOptions {
  static final String DEFAULT_URL = "http://127.0.0.1:4483/mcp";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "MCP endpoint of the running gateway (default: ${DEFAULT-VALUE}).",
      defaultValue = DEFAULT_URL)
  private URI url = URI.create(DEFAULT_URL);

  @Option(names = "--json", description = "Print the raw JSON answer.")
  private boolean json;

  @Option(
      names = "--token-env",
      paramLabel = "NAME",
      description = "Environment variable with the admin token, if the gateway asks for one.")
  private @Nullable String tokenEnv;

  URI url() {
    var scheme = String.valueOf(url.getScheme());
    if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
      throw new CommandFailed("--url is an address like " + DEFAULT_URL + ", got " + url);
    }
    return url;
  }

  boolean json() {
    return json;
  }

  Optional<String> token() {
    if (tokenEnv != null && System.getenv(tokenEnv) == null) {
      throw new CommandFailed("--token-env names " + tokenEnv + ", which is not set");
    }
    return Optional.ofNullable(tokenEnv).map(System::getenv);
  }
}
