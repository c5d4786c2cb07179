package dev.dowser.config.importing;

import dev.dowser.config.loading.Fault;
import java.util.List;
import java.util.Map;

/** How an import ended. */
public sealed interface ImportOutcome {

  /**
   * There is a configuration.
   *
   * @param configuration text of a YAML file that loads
   * @param variableLines text of the file of variables it names; empty if it needs none
   * @param variables what is in there
   * @param servers the servers of the sources, in their order
   * @param notes in the order of the sources
   */
  record Imported(
      String configuration,
      String variableLines,
      Map<String, String> variables,
      List<ImportedServer> servers,
      List<ImportNote> notes)
      implements ImportOutcome {

    /** Copies map and lists. */
    public Imported {
      variables = Map.copyOf(variables);
      servers = List.copyOf(servers);
      notes = List.copyOf(notes);
    }

    /** Leaves out texts and values: they hold secrets. */
    @Override
    public String toString() {
      return "Imported[servers=%s, notes=%s]".formatted(servers, notes);
    }
  }

  /**
   * A source cannot be read, or its own system would refuse it.
   *
   * @param faults at least one
   */
  record Refused(List<Fault> faults) implements ImportOutcome {

    /** Copies the list. */
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
