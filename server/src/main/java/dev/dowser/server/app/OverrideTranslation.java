package dev.dowser.server.app;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.ArgumentOverrides;
import dev.dowser.config.ToolOverride;
import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.Adaptation.Constraint;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.ToolOverrides;
import dev.dowser.indexer.override.DefinitionOverrides;
import dev.dowser.indexer.override.Variant;
import dev.dowser.server.adaptation.Adaptations;
import dev.dowser.server.app.shell.CommandFailed;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;

/** From the overrides of the settings to those of the catalog. */
final class OverrideTranslation {

  private OverrideTranslation() {}

  /**
   * The overrides of all backends.
   *
   * @throws CommandFailed if a constraint could not be relied on
   */
  static ToolOverrides of(AggregationSettings aggregation) {
    var variants = new LinkedHashMap<ToolId, List<Variant>>();
    for (var tools : aggregation.tools()) {
      tools
          .overrides()
          .forEach((name, ways) -> {
            var tool = new ToolId(new BackendId(tools.workload()), name);
            variants.put(tool, ways.stream().map(way -> variant(tool, way)).toList());
          });
    }
    return new DefinitionOverrides(variants);
  }

  private static Variant variant(ToolId tool, ToolOverride way) {
    return new Variant(
        way.name(),
        way.title(),
        way.description(),
        new Variant.Annotations(way.annotationTitle(), way.hints()),
        adaptation(tool, way.arguments()));
  }

  private static Adaptation adaptation(ToolId tool, ArgumentOverrides arguments) {
    var constraint =
        arguments.constraints().map(text -> new Constraint(text, arguments.constraintsMessage()));
    constraint
        .flatMap(Adaptations::unusable)
        .ifPresent(reason -> {
          throw new CommandFailed(
              "the constraints of aggregation.tools[] for %s cannot be checked: %s"
                  .formatted(tool, reason));
        });
    return new Adaptation(
        arguments.defaults(), new HashSet<>(arguments.hide()), arguments.values(), constraint);
  }
}
