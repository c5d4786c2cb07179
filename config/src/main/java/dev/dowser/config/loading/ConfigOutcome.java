package dev.dowser.config.loading;

import dev.dowser.config.GatewaySettings;
import java.util.List;

/** How loading a configuration ended. */
public sealed interface ConfigOutcome {

  /** What looks like a mistake, in the order of the file. */
  List<Warning> warnings();

  /**
   * The configuration can be used.
   *
   * @param settings what it says, with defaults for the rest
   * @param warnings in the order of the file
   */
  record Loaded(GatewaySettings settings, List<Warning> warnings) implements ConfigOutcome {

    /** Copies the list. */
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The configuration cannot be used.
   *
   * @param faults all that could be found, in the order of the file; at least one
   * @param warnings in the order of the file
   */
  record Refused(List<Fault> faults, List<Warning> warnings) implements ConfigOutcome {

    /** Copies the lists. */
    public Refused {
      faults = List.copyOf(faults);
      warnings = List.copyOf(warnings);
    }
  }
}
