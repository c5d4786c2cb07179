package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static dev.dowser.server.gateway.Sample.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.AutoNaming;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.catalog.GivenName;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.NameMemory;
import dev.dowser.indexer.catalog.ToolVisibility;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets a name first must not depend on who answers first. */
class LiveNamingTest {
  private static final NameMemory NONE =
      new NameMemory() {
        @Override
        public List<GivenName> load() {
          return List.of();
        }

        @Override
        public void keep(Collection<GivenName> names) {}
      };

  private final LiveCatalog live =
      new LiveCatalog(
          new CatalogAssembler(
              new AutoNaming("{workload}_", NONE), ToolVisibility.ALL, List.of(A, B)),
          new FakeIndex(),
          new MemorySnapshotStore(),
          Duration.ZERO);

  @BeforeEach
  void start() {
    live.start();
  }

  @AfterEach
  void close() {
    live.close();
  }

  private List<String> names() throws InterruptedException {
    live.awaitApplied(Duration.ofSeconds(20));
    return List.copyOf(live.catalog().exposed().keySet());
  }

  @Test
  void secondAnswersFirst_waitsAndTheFirstIsStillBare() throws InterruptedException {
    live.discovered(snapshot(B, "x"));
    assertThat(names()).isEmpty();
    assertThat(live.catalog().leftOut())
        .containsExactly(
            new LeftOut(
                "b/x",
                "gets its name when the backends configured before b have answered or failed"));

    live.discovered(snapshot(A, "x"));

    assertThat(names()).containsExactly("b_x", "x");
    assertThat(live.catalog().find("x"))
        .get()
        .matches(tool -> tool.tool().id().backend().equals(A));
  }

  @Test
  void firstFails_theSecondWaitsNoLonger() throws InterruptedException {
    live.discovered(snapshot(B, "x"));
    names();

    live.lost(A);

    assertThat(names()).containsExactly("x");
  }

  @Test
  void failureThatChangesNothing_makesNoCatalog() throws InterruptedException {
    live.discovered(snapshot(A, "x"));
    names();
    var before = live.catalog();

    live.lost(B);

    names();
    assertThat(live.catalog()).isSameAs(before);
  }
}
