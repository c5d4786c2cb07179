package dev.dowser.server.mcp.legacy;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Resource;
import dev.dowser.indexer.catalog.ResourceTemplate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One entry as a client can see it: whose it is and whether it is stale makes no difference.
 *
 * @param name as clients see it, empty where the definition has it
 */
record ListView(String name, String definition) {

  static List<ListView> tools(Catalog catalog, Predicate<ExposedTool> listed) {
    return catalog.exposed().values().stream()
        .filter(listed)
        .map(tool -> new ListView(tool.name(), tool.tool().definition()))
        .toList();
  }

  static List<ListView> prompts(Catalog catalog) {
    return catalog.material().prompts().values().stream()
        .map(prompt -> new ListView(prompt.name(), prompt.prompt().definition()))
        .toList();
  }

  /** Templates too: there is one notification for both. */
  static List<ListView> resources(Catalog catalog) {
    var material = catalog.material();
    return Stream.concat(
            material.resources().values().stream().map(Resource::definition),
            material.templates().values().stream().map(ResourceTemplate::definition))
        .map(definition -> new ListView("", definition))
        .toList();
  }
}
