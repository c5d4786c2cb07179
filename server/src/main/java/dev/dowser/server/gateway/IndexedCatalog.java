package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.index.IndexException;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.indexer.index.IndexUpdate;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The index on Lucene, with its failures in this module's words.
 *
 * @param index opened and closed by others
 */
public record IndexedCatalog(ToolIndex index) implements CatalogIndex {

  @Override
  public IndexUpdate apply(Catalog catalog) {
    return coded(() -> index.apply(catalog));
  }

  @Override
  public RankedTools search(ToolQuery query) {
    return coded(() -> index.search(query));
  }

  @Override
  public Explanation explain(ToolQuery query) {
    return coded(() -> index.explain(query));
  }

  @Override
  public IndexStatus status() {
    return index.status();
  }

  @Override
  public void rebuild() {
    coded(() -> {
      index.rebuild();
      return index.status();
    });
  }

  @Override
  public boolean awaitVectors(Duration longest) throws InterruptedException {
    return index.awaitVectors(longest);
  }

  private static <T> T coded(Supplier<T> work) {
    try {
      return work.get();
    } catch (IndexException e) {
      throw new GatewayException(ErrorCode.INTERNAL, "the search index failed", e);
    }
  }
}
