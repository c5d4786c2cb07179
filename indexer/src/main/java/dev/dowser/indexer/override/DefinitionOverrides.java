package dev.dowser.indexer.override;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.indexer.catalog.CatalogFault.Kind;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.ToolOverrides;
import dev.dowser.indexer.snapshot.ToolReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rewrites the definitions of overridden tools and reads them as if a backend had sent them. */
public final class DefinitionOverrides implements ToolOverrides {
  private static final JsonMapper MAPPER = VariantDefinition.MAPPER;

  private final Map<ToolId, List<Variant>> variants;

  /**
   * Overrides.
   *
   * @param variants of each tool that is overridden, in place of the tool itself; not empty
   */
  public DefinitionOverrides(Map<ToolId, List<Variant>> variants) {
    this.variants = new LinkedHashMap<>(variants);
  }

  @Override
  public Offer offer(BackendSnapshot snapshot) {
    var backend = snapshot.backend();
    var missing = new LinkedHashMap<>(variants);
    missing.keySet().removeIf(id -> !id.backend().equals(backend));
    if (missing.isEmpty()) {
      return new Offer(snapshot.tools(), List.of());
    }
    var offered = new ArrayList<Tool>();
    var faults = new ArrayList<CatalogFault>();
    for (var tool : snapshot.tools()) {
      var wanted = missing.remove(tool.id());
      if (wanted == null) {
        offered.add(tool);
      } else {
        wanted.forEach(variant -> offer(tool, variant, offered, faults));
      }
    }
    missing.keySet().forEach(id -> faults.add(fault(id, "the backend has no tool of this name")));
    return new Offer(offered, faults);
  }

  private static void offer(
      Tool tool, Variant variant, List<Tool> offered, List<CatalogFault> faults) {
    var definition = (ObjectNode) MAPPER.readTree(tool.definition());
    VariantDefinition.write(variant, definition);
    if (definition.get("inputSchema") instanceof ObjectNode schema) {
      var unknown = new AdaptedSchema(variant.adaptation()).write(schema);
      unknown.forEach(parameter -> faults.add(fault(tool.id(), noParameter(parameter))));
    }
    BackendId backend = tool.id().backend();
    var read = ToolReader.read(backend, List.of(definition));
    read.leftOut().forEach(left -> faults.add(fault(tool.id(), left.reason())));
    read.tools().stream()
        .map(one -> one.offeredAs(variant.name().orElse(tool.id().name()), variant.adaptation()))
        .forEach(offered::add);
  }

  private static String noParameter(String parameter) {
    return "the tool has no parameter " + parameter;
  }

  private static CatalogFault fault(ToolId tool, String reason) {
    return new CatalogFault(tool, Kind.OVERRIDE, tool.name(), "overrides: " + reason);
  }
}
