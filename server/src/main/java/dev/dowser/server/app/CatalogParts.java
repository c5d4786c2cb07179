package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.VirtualServerSettings;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.catalog.NamingPolicy;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.snapshot.FileNameMemory;
import dev.dowser.indexer.snapshot.SnapshotStore;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.server.gateway.IndexedCatalog;
import dev.dowser.server.gateway.LiveCatalog;
import java.nio.file.Path;

/**
 * Catalog and index of one virtual server: what hears the backends.
 *
 * @param name {@link GatewaySettings#MAIN} or the key in {@code virtualServers}
 */
record CatalogParts(
    String name, VirtualServerSettings settings, IndexedCatalog index, LiveCatalog catalog) {

  /**
   * What all virtual servers share.
   *
   * @param folder the data folder
   */
  record Shared(
      Path folder, VectorCache vectors, EmbedderSource embedder, SnapshotStore snapshots) {}

  static CatalogParts open(
      String name, VirtualServerSettings settings, Shared shared, OpenParts parts) {
    var lucene = ToolIndex.open(index(name, shared.folder()), shared.vectors(), shared.embedder());
    var index = new IndexedCatalog(parts.opened(lucene));
    var assembler = assembler(name, settings, shared.folder().resolve("names"));
    var catalog = parts.opened(new LiveCatalog(assembler, index, shared.snapshots()));
    return new CatalogParts(name, settings, index, catalog);
  }

  private static Path index(String name, Path folder) {
    return name.equals(GatewaySettings.MAIN)
        ? folder.resolve("index")
        : folder.resolve("indexes").resolve(name);
  }

  private static CatalogAssembler assembler(
      String name, VirtualServerSettings settings, Path names) {
    var aggregation = settings.aggregation();
    return new CatalogAssembler(
        OverrideTranslation.of(aggregation, GatewaySettings.keysTo(name)),
        naming(settings, names.resolve(name + ".json")),
        naming(settings, names.resolve("prompts").resolve(name + ".json")),
        Translation.visibility(aggregation),
        settings.backends().stream().map(backend -> new BackendId(backend.name())).toList());
  }

  private static NamingPolicy naming(VirtualServerSettings settings, Path names) {
    return Translation.naming(
        settings.aggregation().naming(),
        Translation.reserved(settings.optimizer()),
        new FileNameMemory(names));
  }
}
