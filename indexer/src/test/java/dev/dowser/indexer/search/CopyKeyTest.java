package dev.dowser.indexer.search;

import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Parameter;
import dev.dowser.indexer.catalog.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CopyKeyTest {
  private static final ExposedTool PODS =
      tool("k8s-prod", "get_pods", "Lists the pods of the prod cluster.", "ns", "label");

  @Test
  void sameToolOfAnotherServer_hasTheSameKey() {
    var staging =
        tool("k8s-staging", "get_pods", "lists the pods of the staging  cluster", "label", "ns");

    assertThat(CopyKey.of(staging)).isEqualTo(CopyKey.of(PODS)).isNotEmpty();
  }

  @Test
  void anythingElseThatDiffers_makesAnotherTool() {
    assertThat(CopyKey.of(PODS))
        .isNotEqualTo(
            CopyKey.of(tool("b", "list_pods", "Lists the pods of the cluster.", "ns", "label")))
        .isNotEqualTo(
            CopyKey.of(tool("b", "get_pods", "Deletes the pods of the cluster.", "ns", "label")))
        .isNotEqualTo(CopyKey.of(tool("b", "get_pods", "Lists the pods of the cluster.", "ns")));
  }

  @Test
  void copyStuffedInItsTitleOrItsParameters_isAnotherTool() {
    var tool = PODS.tool();
    var title =
        new Tool(tool.id(), "pods logs deploy", tool.description(), tool.parameters(), false, "{}");
    var stuffed =
        List.of(new Parameter("ns", "pods logs deploy restart"), new Parameter("label", ""));
    var parameters = new Tool(tool.id(), "", tool.description(), stuffed, false, "{}");

    assertThat(CopyKey.of(PODS))
        .isNotEqualTo(CopyKey.of(new ExposedTool("evil", title, false)))
        .isNotEqualTo(CopyKey.of(new ExposedTool("evil", parameters, false)));
  }

  @Test
  void toolThatSaysLittle_isNeverACopy() {
    assertThat(CopyKey.of(tool("a", "search", "Search it.", "query"))).isEmpty();
    assertThat(CopyKey.of(tool("a", "search", "", "query"))).isEmpty();
  }
}
