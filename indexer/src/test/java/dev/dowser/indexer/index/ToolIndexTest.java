package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.catalog;
import static dev.dowser.indexer.index.testing.Catalogs.numbered;
import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ToolIndexTest {
  private static final ExposedTool ISSUE =
      tool("github", "create_issue", "Opens a new issue in a repository.", "repo", "title");
  private static final ExposedTool WEATHER =
      tool("weather", "getForecast", "Tells the weather of the next days.", "city");
  private static final ExposedTool MAIL =
      tool("mail", "send-message", "Sends an electronic letter to somebody.", "to", "subject");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final FixedEmbedder embedder = new FixedEmbedder();
  private final StagedEmbedderSource source = StagedEmbedderSource.loading();
  private final VectorCache cache = VectorCache.inMemory();
  private final ToolIndex index = ToolIndex.inMemory(cache, source, Options.DEFAULT);

  @AfterEach
  void close() {
    index.close();
    cache.close();
  }

  @Test
  void appliedCatalog_isFoundByWordsBeforeVectorsAreThere() {
    index.apply(catalog(1, ISSUE, WEATHER, MAIL));

    var found = index.search(query("weather of the next days"));

    assertThat(found.mode()).isEqualTo(Mode.LEXICAL);
    assertThat(names(found.hits())).containsExactly("weather_getForecast");
  }

  @Test
  void embedderReadyLater_everythingPendingIsEmbedded() throws InterruptedException {
    index.apply(catalog(1, ISSUE, WEATHER, MAIL));
    assertThat(index.status().pendingVectors()).isEqualTo(3);

    source.becomeReady(embedder);

    assertThat(index.awaitVectors(LONG)).isTrue();
    assertThat(index.status().pendingVectors()).isZero();
    assertThat(index.search(query("forecast")).mode()).isEqualTo(Mode.HYBRID);
  }

  @Test
  void updateCounts_whatWasAddedChangedAndRemoved() {
    index.apply(catalog(1, ISSUE, WEATHER));

    var update =
        index.apply(
            catalog(2, tool("github", "create_issue", "Something else.", "repo", "title"), MAIL));

    assertThat(update).isEqualTo(new IndexUpdate(1, 1, 1));
  }

  @Test
  void olderCatalog_changesNothing() {
    index.apply(catalog(2, ISSUE));

    var update = index.apply(catalog(1, WEATHER));

    assertThat(update).isEqualTo(new IndexUpdate(0, 0, 0));
    assertThat(index.status().catalogVersion()).isEqualTo(2);
  }

  @Test
  void toolThatLeft_isNotFoundAndComesBackWithoutNewVectors() throws InterruptedException {
    source.becomeReady(embedder);
    index.apply(catalog(1, ISSUE, WEATHER));
    index.awaitVectors(LONG);
    long embedded = index.status().embedded();

    index.apply(catalog(2, ISSUE));
    assertThat(names(index.search(query("weather forecast")).hits()))
        .containsExactly("github_create_issue");
    index.apply(catalog(3, ISSUE, WEATHER));

    assertThat(names(index.search(query("weather forecast")).hits()))
        .startsWith("weather_getForecast");
    assertThat(index.status().embedded()).isEqualTo(embedded);
  }

  @Test
  void hiddenTools_leaveNoTraceInScores() {
    var alone = index.apply(catalog(1, ISSUE, WEATHER));
    assertThat(alone.added()).isEqualTo(2);
    var expected = index.search(query("create an issue about the weather")).hits();

    index.apply(catalog(2, ISSUE, WEATHER, MAIL, tool("x", "issue_weather", "issue weather")));
    var filtered =
        new ToolQuery(
            List.of("create an issue about the weather"),
            tool -> tool.equals(ISSUE) || tool.equals(WEATHER),
            8);

    assertThat(index.search(filtered).hits()).isEqualTo(expected);
  }

  @Test
  void busyEmbedder_givesWordsAndIsAskedAgain() throws InterruptedException {
    embedder.failWith(Reason.BUSY);
    source.becomeReady(embedder);
    index.apply(catalog(1, ISSUE, WEATHER));

    assertThat(index.search(query("weather")).mode()).isEqualTo(Mode.LEXICAL);
    embedder.recover();

    assertThat(index.awaitVectors(LONG)).isTrue();
    assertThat(index.search(query("weather")).mode()).isEqualTo(Mode.HYBRID);
  }

  @Test
  void exactName_standsFirst() {
    index.apply(numbered(1, 200));

    assertThat(names(index.search(query("do_thing_77")).hits())).startsWith("server3_do_thing_77");
    assertThat(names(index.search(query("`server3_doThing77`")).hits()))
        .startsWith("server3_do_thing_77");
  }

  @Test
  void emptyCatalog_givesNoHits() {
    index.apply(Catalog.empty());

    assertThat(index.search(query("anything")).hits()).isEmpty();
  }

  private static ToolQuery query(String need) {
    return new ToolQuery(List.of(need), _ -> true, 8);
  }

  private static List<String> names(List<Hit> hits) {
    return hits.stream().map(hit -> hit.tool().name()).toList();
  }
}
