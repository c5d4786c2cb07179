package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.indexer.catalog.CatalogFault.Kind;
import dev.dowser.indexer.catalog.ToolId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClashRefusalTest {

  private static CatalogFault fault(Kind kind, String backend, String tool) {
    return new CatalogFault(new ToolId(new BackendId(backend), tool), kind, "run_it", "why");
  }

  private static Catalog catalog(CatalogFault... faults) {
    return new Catalog(1, List.of(), List.of(), List.of(faults));
  }

  @Test
  void everyClaimantIsNamed_onOneLineWhateverTheBackendCallsIt() {
    var clashing =
        catalog(
            fault(Kind.CLASH, "a", "run it"),
            fault(Kind.CLASH, "b", "run\n\u001b[2Jit\u202e"),
            fault(Kind.OVERRIDE, "c", "other"));

    assertThat(ClashRefusal.text(clashing, "virtualServers.ops.").orElse("").lines().toList())
        .containsExactly(
            "virtualServers.ops.aggregation.conflictResolution is manual and tools clash; rename them in virtualServers.ops.aggregation.tools[].overrides, or choose another strategy:",
            "  run_it: a/run it, b/run it");
  }

  @Test
  void nothingClashes_nothingIsSaid() {
    assertThat(ClashRefusal.text(catalog(fault(Kind.YIELDED, "a", "x")), "")).isEmpty();
  }
}
