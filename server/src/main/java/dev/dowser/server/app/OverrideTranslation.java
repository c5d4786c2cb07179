package dev.dowser.server.app;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.ArgumentOverrides;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.ToolOverride;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.Fault;
import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.Adaptation.Constraint;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.ToolOverrides;
import dev.dowser.indexer.override.DefinitionOverrides;
import dev.dowser.indexer.override.Variant;
import dev.dowser.server.adaptation.Adaptations;
import dev.dowser.server.app.shell.CommandFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** From the overrides of the settings to those of the catalog. */
final class OverrideTranslation {

  private OverrideTranslation() {}

  /**
   * A constraint that could not be relied on.
   *
   * @param path keys that lead there
   * @param message why not
   */
  record Unusable(String path, String message) {}

  /**
   * Constraints that read well, but of which something would never be checked.
   *
   * @param above keys that lead to {@code aggregation}, with a dot at their end
   */
  static List<Unusable> unusable(AggregationSettings aggregation, String above) {
    var all = new ArrayList<Unusable>();
    for (int i = 0; i < aggregation.tools().size(); i++) {
      var path = above + "aggregation.tools[%d].overrides.".formatted(i);
      aggregation
          .tools()
          .get(i)
          .overrides()
          .forEach((name, ways) ->
              ways.stream()
                  .flatMap(way -> constraint(way.arguments()).stream())
                  .flatMap(constraint -> Adaptations.unusable(constraint).stream())
                  .map(reason -> new Unusable(path + name + ".constraints", reason))
                  .forEach(all::add));
    }
    return all;
  }

  /** The same of all virtual servers, as faults of the file they stand in. */
  static List<Fault> faults(Path file, GatewaySettings settings) {
    return settings.allVirtualServers().entrySet().stream()
        .flatMap(it ->
            unusable(it.getValue().aggregation(), GatewaySettings.keysTo(it.getKey())).stream())
        .map(fault -> ConfigLoader.fault(file, fault.path(), fault.message()))
        .toList();
  }

  /**
   * The overrides of all backends.
   *
   * @param above keys that lead to {@code aggregation}, with a dot at their end
   * @throws CommandFailed if a constraint could not be relied on
   */
  static ToolOverrides of(AggregationSettings aggregation, String above) {
    var unusable = unusable(aggregation, above);
    if (!unusable.isEmpty()) {
      throw new CommandFailed(
          unusable.stream()
              .map(fault -> "\n  " + fault.path() + ": " + fault.message())
              .collect(Collectors.joining("", "constraints cannot be checked:", "")));
    }
    var variants = new LinkedHashMap<ToolId, List<Variant>>();
    for (var tools : aggregation.tools()) {
      tools
          .overrides()
          .forEach((name, ways) -> {
            var tool = new ToolId(new BackendId(tools.workload()), name);
            variants.put(tool, ways.stream().map(way -> variant(way)).toList());
          });
    }
    return new DefinitionOverrides(variants);
  }

  private static Variant variant(ToolOverride way) {
    return new Variant(
        way.name(),
        way.title(),
        way.description(),
        new Variant.Annotations(way.annotationTitle(), way.hints()),
        adaptation(way.arguments()));
  }

  private static Adaptation adaptation(ArgumentOverrides arguments) {
    return new Adaptation(
        arguments.defaults(),
        new HashSet<>(arguments.hide()),
        arguments.values(),
        constraint(arguments));
  }

  private static Optional<Constraint> constraint(ArgumentOverrides arguments) {
    return arguments
        .constraints()
        .map(text -> new Constraint(text, arguments.constraintsMessage()));
  }
}
