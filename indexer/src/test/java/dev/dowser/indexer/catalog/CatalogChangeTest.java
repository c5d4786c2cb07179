package dev.dowser.indexer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogChangeTest {

  @Test
  void differenceIsToldByExposedName() {
    var earlier = catalog(tool("same", "1"), tool("gone", "1"), tool("new text", "1"));
    var later = catalog(tool("same", "1"), tool("new text", "2"), tool("came", "1"));

    var change = CatalogChange.between(earlier, later);

    assertThat(change.added()).containsExactly("came");
    assertThat(change.changed()).containsExactly("new text");
    assertThat(change.removed()).containsExactly("gone");
    assertThat(change.isEmpty()).isFalse();
  }

  @Test
  void nameThatStandsForAnotherTool_isChanged() {
    var other = new Tool(new ToolId(new BackendId("other"), "x"), "", "", List.of(), false, "1");

    var change = CatalogChange.between(catalog(tool("x", "1")), catalog(exposed("x", other)));

    assertThat(change.changed()).containsExactly("x");
  }

  @Test
  void toolThatBecomesStale_isNoChange() {
    var tool = tool("x", "1");
    var stale = new ExposedTool("x", tool.tool(), true);

    assertThat(CatalogChange.between(catalog(tool), catalog(stale)).isEmpty()).isTrue();
  }

  private static Catalog catalog(ExposedTool... tools) {
    return new Catalog(1, List.of(), List.of(tools), List.of());
  }

  private static ExposedTool tool(String name, String definition) {
    var id = new ToolId(new BackendId("b"), name);
    return exposed(name, new Tool(id, "", "", List.of(), false, definition));
  }

  private static ExposedTool exposed(String name, Tool tool) {
    return new ExposedTool(name, tool, false);
  }
}
