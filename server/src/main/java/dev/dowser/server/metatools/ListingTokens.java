package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.gateway.PassThroughSurface;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.telemetry.ListingSizes;
import dev.dowser.server.text.TokenCount;

/**
 * Tokens of listings: each definition as compact JSON counted for itself, and added up. A tool is
 * counted once until it changes. Thread-safe.
 */
public final class ListingTokens implements ListingSizes {
  private final VirtualServer server;
  private final ToolSurface surface;
  private final ToolMemo<Integer> tokens = new ToolMemo<>(ListingTokens::count);

  /** Sizes of what a surface lists, and of all tools of its virtual server. */
  public ListingTokens(VirtualServer server, ToolSurface surface) {
    this.server = server;
    this.surface = surface;
    server.onCatalogChange(tokens::retain);
  }

  @Override
  public long shown() {
    var catalog = server.catalog();
    return surface.definitions().stream()
        .mapToLong(definition ->
            catalog
                .find(definition.path("name").asString(""))
                .filter(surface::lists)
                .map(tokens::get)
                .orElseGet(() -> TokenCount.exact(Json.text(definition))))
        .sum();
  }

  @Override
  public long whole() {
    return server.catalog().exposed().values().stream().mapToLong(tokens::get).sum();
  }

  private static int count(ExposedTool tool) {
    return TokenCount.exact(Json.text(PassThroughSurface.definition(tool)));
  }
}
