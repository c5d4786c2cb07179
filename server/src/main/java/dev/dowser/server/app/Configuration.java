package dev.dowser.server.app;

import dev.dowser.config.DataDirectory;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import dev.dowser.config.loading.Warning;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.DataFolder;
import dev.dowser.server.http.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of this run and where they come from.
 *
 * @param file absolute path of the configuration
 * @param settings what it says, with the command line's changes
 * @param warnings to show once
 */
record Configuration(Path file, GatewaySettings settings, List<Warning> warnings) {
  private static final Path IN_THIS_FOLDER = Path.of("dowser.yaml");
  private static final String QUICKSTART = "config/quickstart.yaml";

  /** Copies the list. */
  Configuration {
    warnings = List.copyOf(warnings);
  }

  /**
   * Loads what the options name, else {@code dowser.yaml} here, else the quickstart.
   *
   * @throws CommandFailed with every fault, one a line
   */
  static Configuration load(GatewayOptions options) {
    var file = fileOf(options);
    return switch (ConfigLoader.load(file, System.getenv())) {
      case ConfigOutcome.Loaded(var settings, var warnings) -> {
        var unusable = unusable(file, settings);
        if (!unusable.isEmpty()) {
          throw new CommandFailed(refusal(unusable));
        }
        setLog(options, settings);
        yield new Configuration(file, options.applyTo(settings), warnings);
      }
      case ConfigOutcome.Refused(var faults, _) -> throw new CommandFailed(refusal(faults));
    };
  }

  /** What the loader cannot know: faults that only those see who would use the settings. */
  static List<Fault> unusable(Path file, GatewaySettings settings) {
    return Stream.concat(
            OverrideTranslation.faults(file, settings).stream(),
            EmbeddingTranslation.faults(file, settings.embedding()).stream())
        .toList();
  }

  /** The file that these options mean; it may not exist. */
  static Path fileOf(GatewayOptions options) {
    return options.config().orElseGet(Configuration::byDefault).toAbsolutePath().normalize();
  }

  private static void setLog(GatewayOptions options, GatewaySettings settings) {
    if (options.debug()) {
      Logging.debug();
    } else {
      Logging.level(settings.operational().logLevel());
    }
  }

  /** How a gateway with this configuration tells itself from others. */
  RunningProgram program() {
    var folder =
        switch (settings.dataDir()) {
          case DataDirectory.InMemory() -> DataFolder.MEMORY;
          case DataDirectory.OnDisk(var path) -> path.toAbsolutePath().normalize().toString();
        };
    return new RunningProgram(Version.CURRENT, file.toString(), folder);
  }

  /** The same with other settings. */
  Configuration with(GatewaySettings other) {
    return new Configuration(file, other, warnings);
  }

  /** The same with more to warn of. */
  Configuration warning(List<Warning> more) {
    return new Configuration(
        file, settings, Stream.concat(warnings.stream(), more.stream()).toList());
  }

  private static Path byDefault() {
    return Files.exists(IN_THIS_FOLDER)
        ? IN_THIS_FOLDER
        : Path.of(System.getProperty("dowser.home", "")).resolve(QUICKSTART);
  }

  private static String refusal(List<Fault> faults) {
    return faults.stream()
        .map(Fault::render)
        .collect(Collectors.joining("\n  ", "the configuration cannot be used:\n  ", ""));
  }
}
