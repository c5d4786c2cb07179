package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.document.Position;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import dev.dowser.config.loading.Warning;
import dev.dowser.server.app.shell.JsonOption;
import dev.dowser.server.rpc.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code dowser validate}. */
@Command(
    name = "validate",
    description = "Tells everything that is wrong with a configuration, without starting anything.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit code: 0 if serve would start with it, 1 if not."})
final class ValidateCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "What to look at (default: ${DEFAULT-VALUE}).",
      defaultValue = "dowser.yaml")
  private Path config = Path.of("dowser.yaml");

  @Mixin private final JsonOption form = new JsonOption();

  @Override
  public Integer call() {
    var outcome = ConfigLoader.load(config, System.getenv());
    var faults =
        switch (outcome) {
          case ConfigOutcome.Loaded loaded -> Configuration.unusable(config, loaded.settings());
          case ConfigOutcome.Refused refused -> refused.faults();
        };
    var warnings = new ArrayList<>(outcome.warnings());
    if (outcome instanceof ConfigOutcome.Loaded(var settings, _) && isOpen(settings)) {
      warnings.add(open(settings));
    }
    if (form.isJson()) {
      out().println(Json.text(report(faults, warnings)));
    } else {
      tell(outcome, faults, warnings);
    }
    out().flush();
    return faults.isEmpty() ? 0 : 1;
  }

  private static boolean isOpen(GatewaySettings settings) {
    return !settings.server().isLoopback();
  }

  private Warning open(GatewaySettings settings) {
    return new Warning(
        config.toString(),
        Position.WHOLE,
        "server.host",
        "%s can be reached from other machines; serve wants --insecure for that"
            .formatted(settings.server().host()));
  }

  private void tell(ConfigOutcome outcome, List<Fault> faults, List<Warning> warnings) {
    faults.forEach(fault -> out().println(fault.render()));
    warnings.forEach(warning -> out().println("warning: " + warning.render()));
    var summary =
        switch (outcome) {
          case ConfigOutcome.Loaded(var settings, _) when faults.isEmpty() ->
              "%s can be used: %s"
                  .formatted(config, counted(settings.backends().size(), "backend"));
          case ConfigOutcome.Loaded _, ConfigOutcome.Refused _ ->
              counted(faults.size(), "fault") + " in " + config;
        };
    out().println(summary);
  }

  private static String counted(int count, String what) {
    return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private static ObjectNode report(List<Fault> faults, List<Warning> warnings) {
    var report = Json.object().put("valid", faults.isEmpty());
    var wrong = report.putArray("faults");
    faults.forEach(f -> add(wrong, f.origin(), f.at(), f.path()).put("message", f.message()));
    var odd = report.putArray("warnings");
    warnings.forEach(w -> add(odd, w.origin(), w.at(), w.path()).put("message", w.message()));
    return report;
  }

  private static ObjectNode add(ArrayNode list, String file, Position at, String path) {
    return list.addObject()
        .put("file", file)
        .put("line", at.line())
        .put("column", at.column())
        .put("path", path);
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("run by the command line only");
    }
    return spec.commandLine().getOut();
  }
}
