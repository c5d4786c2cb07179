package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PinnedNamesTest {
  private static final BackendId A = new BackendId("a");
  private static final BackendId B = new BackendId("b");

  private final List<String> told = new ArrayList<>();
  private final PinnedNames pinned =
      new PinnedNames("", List.of("a_read", "a_wirte"), List.of(A, B), told::add);

  private static BackendSnapshot answered(BackendId backend) {
    return new BackendSnapshot(backend, ServerCard.UNKNOWN, List.of(), List.of(), false);
  }

  private static Catalog catalog(BackendSnapshot... snapshots) {
    var read = new Tool(new ToolId(A, "read"), "", "Reads", List.of(), true, "{}");
    return new Catalog(
        1, List.of(snapshots), List.of(new ExposedTool("a_read", read, false)), List.of());
  }

  @Test
  void nameThatNoToolHas_isTold() {
    assertThat(pinned.withoutTool(catalog(answered(A), answered(B)))).containsExactly("a_wirte");
  }

  @Test
  void nameThatNoToolHas_isShownToPeopleOnce() {
    pinned.heard(catalog(answered(A)));
    pinned.heard(catalog(answered(A), answered(B)));
    pinned.heard(catalog(answered(A), answered(B)));

    assertThat(told)
        .containsExactly(
            "optimizer.pinnedTools: no tool that clients see is called a_wirte; dowser tools lists them");
  }

  @Test
  void backendHasNotAnswered_nothingIsTold() {
    assertThat(pinned.withoutTool(catalog(answered(A)))).isEmpty();
    assertThat(pinned.withoutTool(catalog(answered(A), answered(B).asStale()))).isEmpty();
  }
}
