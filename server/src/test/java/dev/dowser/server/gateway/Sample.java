package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.catalog.PrefixNaming;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.ToolVisibility;
import dev.dowser.indexer.snapshot.ToolReader;
import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Small values for tests. */
final class Sample {
  static final BackendId A = new BackendId("a");
  static final BackendId B = new BackendId("b");
  static final BackendId OTHER = new BackendId("other");

  private Sample() {}

  static BackendSnapshot snapshot(BackendId backend, String... names) {
    return of(
        backend,
        Stream.of(names).map(name -> Json.object().put("name", name)).toArray(JsonNode[]::new));
  }

  static BackendSnapshot of(BackendId backend, JsonNode... definitions) {
    var read = ToolReader.read(backend, List.of(definitions));
    return new BackendSnapshot(backend, ServerCard.UNKNOWN, read.tools(), read.leftOut(), false);
  }

  static CatalogAssembler assembler(BackendId... order) {
    return new CatalogAssembler(
        new PrefixNaming(PrefixNaming.DEFAULT_FORMAT), ToolVisibility.ALL, List.of(order));
  }
}
