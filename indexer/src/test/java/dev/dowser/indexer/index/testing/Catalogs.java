package dev.dowser.indexer.index.testing;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Parameter;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import java.util.ArrayList;
import java.util.List;

/** Small catalogs for tests. */
public final class Catalogs {

  private Catalogs() {}

  /** A tool of a backend, exposed as {@code backend_name}. */
  public static ExposedTool tool(
      String backend, String name, String description, String... parameters) {
    var list = List.of(parameters).stream().map(each -> new Parameter(each, "")).toList();
    var id = new ToolId(new BackendId(backend), name);
    return new ExposedTool(
        backend + "_" + name, new Tool(id, "", description, list, false, "{}"), false);
  }

  /** A catalog of these tools. */
  public static Catalog catalog(long version, ExposedTool... tools) {
    return new Catalog(version, List.of(), List.of(tools), List.of());
  }

  /** A catalog of as many tools as asked for, twenty per backend. */
  public static Catalog numbered(long version, int tools) {
    var exposed = new ArrayList<ExposedTool>();
    for (int i = 0; i < tools; i++) {
      exposed.add(
          tool("server" + i / 20, "do_thing_" + i, "Does the thing number " + i + " for you."));
    }
    return new Catalog(version, List.of(), exposed, List.of());
  }
}
