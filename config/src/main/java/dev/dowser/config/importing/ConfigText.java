package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import java.util.ArrayList;
import java.util.List;

/** Writes a draft as a configuration with comments that say where each part came from. */
final class ConfigText {

  private final List<String> lines = new ArrayList<>();

  private ConfigText() {}

  /**
   * The text.
   *
   * @param variables name of the file of variables; empty if none is needed
   */
  static String of(Draft draft, String variables) {
    var text = new ConfigText();
    text.head(draft);
    text.variables(variables);
    text.servers(draft);
    text.rest(draft);
    text.tail();
    return String.join("\n", text.lines) + "\n";
  }

  private void head(Draft draft) {
    lines.add("# Configuration of Dowser, written by dowser init from");
    draft.origins().forEach(origin -> lines.add("#   " + origin));
    lines.add(
        "# Check it with dowser validate, start it with dowser serve. All keys: docs/configuration.md");
    draft.remarks().forEach(remark -> lines.add("# " + remark));
  }

  private void variables(String file) {
    if (!file.isEmpty()) {
      lines.add("");
      lines.add(
          "# Values for ${...} below that the environment does not have. It may hold secrets.");
      lines.add("envFile: " + YamlText.scalar(file));
    }
  }

  private void servers(Draft draft) {
    lines.add("");
    lines.add(draft.used().isEmpty() ? "backends: []" : "backends:");
    for (var server : draft.servers()) {
      lines.add("  # " + server.place().inWords());
      server.remarks().forEach(remark -> lines.add("  # " + remark));
      server.off().ifPresent(reason -> lines.add("  # Not used: " + Comments.oneLine(reason)));
      var mark = server.off().isPresent() ? "  #" : "  ";
      server.lines().forEach(line -> lines.add(mark + line));
    }
  }

  private void rest(Draft draft) {
    for (var entry : withSettings(draft).entries()) {
      lines.add("");
      if (entry.at().line() > 0) {
        lines.add("# line %d".formatted(entry.at().line()));
      }
      lines.addAll(YamlText.lines(entry));
    }
  }

  /** Timeouts and filters of clients' entries have a place of their own here. */
  private static Node.Mapping withSettings(Draft draft) {
    var entries = new ArrayList<>(draft.rest().entries());
    if (!draft.filters().isEmpty()) {
      var tools = new ArrayList<Node>();
      draft
          .filters()
          .forEach((name, names) ->
              tools.add(
                  new Node.Mapping(
                      draft.rest().at(),
                      List.of(
                          Nodes.entry("workload", Nodes.scalar(name)),
                          Nodes.entry("filter", Nodes.list(names))))));
      entries.add(
          nested("aggregation", Nodes.entry("tools", new Node.Sequence(draft.rest().at(), tools))));
    }
    if (!draft.timeouts().isEmpty()) {
      var each = Nodes.entry("perWorkload", Nodes.mapping(draft.timeouts()));
      entries.add(nested("operational", nested("timeouts", each)));
    }
    return new Node.Mapping(draft.rest().at(), entries);
  }

  private static Node.Entry nested(String key, Node.Entry only) {
    return Nodes.entry(key, new Node.Mapping(only.value().at(), List.of(only)));
  }

  private void tail() {
    lines.addAll(
        """

        # Other keys, with their defaults:
        #   mode: find                                # all: clients see every tool
        #   optimizer: { maxToolsToReturn: 8, maxTokens: 600 }
        #   server: { host: 127.0.0.1, port: 4483 }
        """
            .lines()
            .toList());
  }
}
