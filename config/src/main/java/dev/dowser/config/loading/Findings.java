package dev.dowser.config.loading;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.document.Position;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong while a configuration is read. The same finding counts once. */
final class Findings {

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  private final String origin;
  private final Set<Fault> faults = new LinkedHashSet<>();
  private final Set<Warning> warnings = new LinkedHashSet<>();

  Findings(String origin) {
    this.origin = origin;
  }

  void fault(Position at, String path, String message) {
    faults.add(new Fault(origin, at, path, message));
  }

  void notBuilt(Position at, String path, String message) {
    faults.add(new Fault(origin, at, path, message, Fault.Kind.NOT_BUILT));
  }

  void warning(Position at, String path, String message) {
    warnings.add(new Warning(origin, at, path, message));
  }

  ConfigOutcome outcome(Optional<GatewaySettings> settings) {
    var sorted = warnings.stream().sorted(Comparator.comparing(Warning::at, ORDER)).toList();
    if (settings.isPresent() && faults.isEmpty()) {
      return new ConfigOutcome.Loaded(settings.get(), sorted);
    }
    return new ConfigOutcome.Refused(
        faults.stream().sorted(Comparator.comparing(Fault::at, ORDER)).toList(), sorted);
  }
}
