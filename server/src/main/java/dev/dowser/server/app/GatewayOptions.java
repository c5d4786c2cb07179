package dev.dowser.server.app;

import dev.dowser.config.DataDirectory;
import dev.dowser.config.GatewaySettings;
import dev.dowser.server.app.shell.DataFolder;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the verbs that may start a gateway. */
final class GatewayOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Configuration: our YAML or mcpServers JSON. Default: dowser.yaml in this folder, else"
              + " the quickstart configuration.")
  private @Nullable Path config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Where index, vectors and models are kept; :memory: keeps nothing. Default: dataDir of the"
              + " configuration, else the user's state folder.")
  private @Nullable String dataDir;

  @Option(names = "--debug", description = "Log what happens inside to standard error.")
  private boolean debug;

  /** What other verbs took from the command line. */
  static GatewayOptions of(@Nullable Path config, @Nullable String dataDir, boolean debug) {
    var options = new GatewayOptions();
    options.config = config;
    options.dataDir = dataDir;
    options.debug = debug;
    return options;
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** The settings with what the command line changes. */
  GatewaySettings applyTo(GatewaySettings settings) {
    if (dataDir == null) {
      return settings;
    }
    return settings.withDataDir(
        dataDir.equals(DataFolder.MEMORY)
            ? new DataDirectory.InMemory()
            : new DataDirectory.OnDisk(Path.of(dataDir).toAbsolutePath().normalize()));
  }

  boolean debug() {
    return debug;
  }
}
