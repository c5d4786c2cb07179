package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static dev.dowser.server.gateway.Sample.assembler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.index.IndexException;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexedCatalogTest {
  private final VectorCache vectors = VectorCache.inMemory();
  private final ToolIndex lucene =
      ToolIndex.inMemory(vectors, new NeverReady(), ToolIndex.Options.DEFAULT);
  private final IndexedCatalog index = new IndexedCatalog(lucene);
  private final FakeBackends backends = new FakeBackends(A, B);
  private final LiveCatalog catalog =
      new LiveCatalog(assembler(A, B), index, new MemorySnapshotStore());
  private final JoinedBackends server =
      new JoinedBackends("all", catalog, index, backends, new ResourceLinks());

  @BeforeEach
  void start() throws InterruptedException {
    catalog.start();
    catalog.discovered(Sample.snapshot(A, "create_issue", "list_pods"));
    catalog.discovered(Sample.snapshot(B, "create_issue"));
    catalog.awaitApplied(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    server.close();
    catalog.close();
    lucene.close();
    vectors.close();
  }

  @Test
  void discoveredTools_areFound() {
    assertThat(found("pods")).containsExactly("a_list_pods");
    assertThat(found("create an issue")).contains("a_create_issue", "b_create_issue");
  }

  @Test
  void toolsOfALostBackend_areNotFoundUntilItComesBack() throws InterruptedException {
    catalog.lost(A);
    catalog.awaitApplied(Duration.ofSeconds(20));
    assertThat(found("issue")).containsExactly("b_create_issue");

    catalog.discovered(Sample.snapshot(A, "create_issue", "list_pods"));
    catalog.awaitApplied(Duration.ofSeconds(20));

    assertThat(found("pods")).containsExactly("a_list_pods");
  }

  @Test
  void fullReindex_findsTheSame() {
    new OperatorReindex(
            List.of(new OperatorReindex.Part("main", catalog, index)), backends, Duration.ZERO)
        .run(Reindex.Wish.all(true));

    assertThat(found("pods")).containsExactly("a_list_pods");
    assertThat(index.status().catalogVersion()).isEqualTo(server.catalog().version());
  }

  @Test
  void closedIndex_isACodedFailure() {
    lucene.close();

    assertThatThrownBy(() -> found("pods"))
        .isInstanceOf(GatewayException.class)
        .hasMessage("the search index failed")
        .hasCauseInstanceOf(IndexException.class);
  }

  private List<String> found(String need) {
    return server.find(new ToolQuery(List.of(need), _ -> true, 10)).hits().stream()
        .map(hit -> hit.tool().name())
        .toList();
  }

  /** A model that goes on loading. */
  private static final class NeverReady implements EmbedderSource {

    @Override
    public EmbedderState state() {
      return new EmbedderState.Loading();
    }

    @Override
    public void whenSettled(Consumer<EmbedderState> listener) {}

    @Override
    public void close() {}
  }
}
