package dev.dowser.indexer.search;

import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ExposedTool;
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
  void toolThatSaysLittle_isNeverACopy() {
    assertThat(CopyKey.of(tool("a", "search", "Search it.", "query"))).isEmpty();
    assertThat(CopyKey.of(tool("a", "search", "", "query"))).isEmpty();
  }
}
