package dev.dowser.server.app;

import dev.dowser.config.DataDirectory;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import dev.dowser.config.loading.Warning;
import dev.dowser.server.app.doctor.Diagnosis;
import dev.dowser.server.app.doctor.Finding;
import dev.dowser.server.app.doctor.HostChecks;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.app.shell.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dowser doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks at everything a gateway needs and says what to do.",
      "Java, configuration, programs, port, data folder, model and every backend. Asks the running",
      "gateway, or connects itself."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code: 0, or 1 if something has to be mended."})
final class DoctorCommand implements Callable<Integer> {
  private static final int MOST_SECONDS = 600;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Default: dowser.yaml in this folder, else the quickstart configuration.")
  private @Nullable Path config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The data folder, if it is not that of the configuration.")
  private @Nullable String dataDir;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long backends may take to come up (default: ${DEFAULT-VALUE}).",
      defaultValue = "60")
  private int seconds = 60;

  @Option(
      names = "--token-env",
      paramLabel = "NAME",
      description = "Environment variable with the admin token (default: the configuration's).")
  private @Nullable String tokenEnv;

  @Mixin private final JsonOption form = new JsonOption();

  @Override
  public Integer call() {
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw new ParameterException(
          spec == null ? new CommandLine(this) : spec.commandLine(),
          "--timeout is 1..%d seconds, got %d".formatted(MOST_SECONDS, seconds));
    }
    Logging.nothing();
    var diagnosis = new Diagnosis(Terminal.standard(System.getenv()), form.isJson());
    diagnosis.add(HostChecks.jdk(Runtime.version(), Path.of(System.getProperty("java.home", ""))));
    configuration(diagnosis).ifPresent(found -> look(found, diagnosis));
    diagnosis.end();
    return diagnosis.isFine() ? 0 : 1;
  }

  private Optional<Configuration> configuration(Diagnosis diagnosis) {
    var options = GatewayOptions.of(config, dataDir, false);
    var file = Configuration.fileOf(options);
    var outcome = ConfigLoader.load(file, System.getenv());
    outcome.warnings().stream().map(DoctorCommand::warned).forEach(diagnosis::add);
    return switch (outcome) {
      case ConfigOutcome.Loaded(var settings, var warnings) -> {
        var unusable = Configuration.unusable(file, settings);
        unusable.stream().map(DoctorCommand::refused).forEach(diagnosis::add);
        if (!unusable.isEmpty()) {
          yield Optional.empty();
        }
        diagnosis.add(
            Finding.ok(
                "configuration", "%s, %d backends".formatted(file, settings.backends().size())));
        yield Optional.of(new Configuration(file, options.applyTo(settings), warnings));
      }
      case ConfigOutcome.Refused(var faults, _) -> {
        faults.stream().map(DoctorCommand::refused).forEach(diagnosis::add);
        yield Optional.empty();
      }
    };
  }

  private static Finding refused(Fault fault) {
    return Finding.fail("configuration", fault.render(), "docs/configuration.md has all keys");
  }

  private static Finding warned(Warning warning) {
    return Finding.warn("configuration", warning.render(), "");
  }

  private void look(Configuration configuration, Diagnosis diagnosis) {
    var settings = configuration.settings();
    if (settings.dataDir() instanceof DataDirectory.OnDisk(var folder)) {
      diagnosis.add(HostChecks.dataFolder(folder));
    }
    var token =
        Optional.ofNullable(tokenEnv).map(this::variable).or(() -> settings.admin().token());
    var screen = Terminal.errors(System.getenv());
    new GatewayCheck(configuration, Duration.ofSeconds(seconds), token, screen).add(diagnosis);
  }

  private String variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .orElseThrow(() -> new CommandFailed("--token-env names " + name + ", which is not set"));
  }
}
