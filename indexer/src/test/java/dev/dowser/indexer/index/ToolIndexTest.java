package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.catalog;
import static dev.dowser.indexer.index.testing.Catalogs.numbered;
import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"forcast", "forrecast", "foreacst", "forekast", "electrnoc lettter"})
  void misspeltWord_isTakenForTheNearest(String need) {
    index.apply(catalog(1, ISSUE, WEATHER, MAIL));
    String meant = need.startsWith("f") ? "weather_getForecast" : "mail_send-message";

    assertThat(names(index.search(query(need)).hits())).containsExactly(meant);
  }

  @Test
  void wordOfThreeLetters_isTakenOnlyForOneWithALetterDoubled() {
    index.apply(catalog(1, tool("a", "x", "pull"), tool("b", "x", "pulp"), tool("c", "x", "bul")));

    assertThat(names(index.search(query("pul")).hits())).containsExactly("a_x");
    assertThat(index.search(query("pol")).hits()).isEmpty();
  }

  @Test
  void misspeltWord_isWorthLessThanTheRightOne() {
    index.apply(catalog(1, tool("a", "x", "window"), tool("b", "x", "winter")));

    assertThat(names(index.search(query("windoe winter")).hits())).startsWith("b_x");
  }

  @Test
  void hiddenNearWord_doesNotStandInTheWayOfAFartherOne() {
    index.apply(catalog(1, tool("a", "hidden", "marketlng"), tool("b", "x", "marketong")));
    var need = new ToolQuery(List.of("marketlnq"), tool -> tool.name().equals("b_x"), 8);

    assertThat(names(index.search(need).hits())).containsExactly("b_x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maul", "zeather", "forecast1q", "tw"})
  void wordThatIsTooFar_findsNothing(String need) {
    index.apply(catalog(1, ISSUE, tool("w", "x", "weather too")));

    assertThat(index.search(query(need)).hits()).isEmpty();
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
  void embedderThatGoesAway_leavesWords_andWhatIsPendingGoesOnWhenItIsBack()
      throws InterruptedException {
    source.becomeReady(embedder);
    embedder.failWith(Reason.AWAY);
    index.apply(catalog(1, ISSUE, WEATHER));
    source.becomeUnavailable("the server is down");

    assertThat(index.search(query("weather")).mode()).isEqualTo(Mode.LEXICAL);
    assertThat(index.status().model())
        .isEqualTo(new EmbedderState.Unavailable("the server is down"));
    embedder.recover();
    source.becomeReady(embedder);

    assertThat(index.awaitVectors(LONG)).isTrue();
    assertThat(index.search(query("weather")).mode()).isEqualTo(Mode.HYBRID);
  }

  @Test
  void modelThatChanges_embedsAllAnewAndNeverMixes() throws InterruptedException {
    source.becomeReady(embedder);
    index.apply(catalog(1, ISSUE, WEATHER));
    assertThat(index.awaitVectors(LONG)).isTrue();
    var other = new FixedEmbedder("other", 32);
    other.failWith(Reason.AWAY);

    source.becomeReady(other);

    assertThat(index.status().pendingVectors()).isEqualTo(2);
    assertThat(index.search(query("weather")).mode()).isEqualTo(Mode.LEXICAL);
    other.recover();
    source.becomeReady(other);
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
  void toolThatIsNamed_standsBeforeOnesThatMatchBetter() {
    var named = tool("zoo", "run-job-now", "Text. ".repeat(300));
    index.apply(catalog(1, named, tool("job", "run-job-now-job", "Run job now, job run now.")));

    assertThat(names(index.search(query("run job now")).hits())).startsWith("zoo_run-job-now");
  }

  @Test
  void emptyCatalog_givesNoHits() {
    index.apply(Catalog.empty());

    assertThat(index.search(query("anything")).hits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  \n ",
        "the of and a",
        "🙂🙂",
        "\uD83D",
        "{\"jsonrpc\": \"2.0\", \"params\": {\"city\": [\"Paris\", null]}}",
        "city:* AND (weather OR -\"x~2^",
        "查询明天的天气",
        "\u0000\uFFFF"
      })
  void strangeQuery_isAnswered(String need) throws InterruptedException {
    source.becomeReady(embedder);
    index.apply(catalog(1, ISSUE, WEATHER, MAIL));
    index.awaitVectors(LONG);

    assertThat(index.search(query(need)).hits())
        .allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
  }

  @Test
  void queryOfManyDifferentWords_isAnswered() {
    index.apply(catalog(1, ISSUE, WEATHER, MAIL));
    var words =
        IntStream.range(0, 5_000).mapToObj(Integer::toString).collect(Collectors.joining(" w"));

    assertThat(names(index.search(query("weather forecast " + words)).hits()))
        .startsWith("weather_getForecast");
  }

  @Test
  void otherScript_isFound() {
    index.apply(catalog(1, ISSUE, tool("cn", "tianqi", "查询城市的天气预报"), MAIL));

    assertThat(names(index.search(query("明天天气")).hits())).containsExactly("cn_tianqi");
  }

  @Test
  void severalNeeds_takeTurns() {
    index.apply(catalog(1, ISSUE, WEATHER, MAIL));
    var needs = List.of("create an issue", " ", "weather forecast", "create an issue");

    var hits = index.search(new ToolQuery(needs, _ -> true, 8)).hits();

    assertThat(names(hits)).containsExactly("github_create_issue", "weather_getForecast");
    assertThat(hits).extracting(Hit::need).containsExactly(0, 2);
  }

  @Test
  void limitReached_saysHowManyMore() {
    index.apply(numbered(1, 60));

    var found = index.search(new ToolQuery(List.of("thing"), _ -> true, 5));

    assertThat(found.hits()).hasSize(5);
    assertThat(found.more()).isEqualTo(55);
  }

  @Test
  void hugeDescription_isCut() {
    index.apply(catalog(1, tool("evil", "x", "weather ".repeat(2_000_000) + " needle"), WEATHER));

    assertThat(names(index.search(query("needle")).hits())).isEmpty();
  }

  @Test
  void orderOfArrival_leavesNoTrace() throws InterruptedException {
    source.becomeReady(embedder);
    index.apply(numbered(1, 100));
    index.awaitVectors(LONG);
    var all = List.copyOf(numbered(1, 100).exposed().values());
    try (var other = ToolIndex.inMemory(cache, source, Options.DEFAULT)) {
      other.apply(catalog(1, tool("gone", "do_thing", "Does the thing number 5.")));
      for (int arrived = 100; arrived > 0; arrived -= 7) {
        other.apply(
            new Catalog(200 - arrived, List.of(), all.subList(arrived - 1, 100), List.of()));
      }
      other.apply(numbered(300, 100));
      other.awaitVectors(LONG);

      assertThat(other.search(query("the thing number 5")))
          .isEqualTo(index.search(query("the thing number 5")));
    }
  }

  @Test
  void brokenByOneText_theOthersGetVectors() throws InterruptedException {
    var fragile = new FragileEmbedder(embedder, "Mails.");
    source.becomeReady(fragile);
    index.apply(catalog(1, ISSUE, WEATHER, tool("a", "b", "Mails.")));

    assertThat(index.awaitVectors(LONG)).isTrue();
    assertThat(index.status().pendingVectors()).isEqualTo(1);
    assertThat(names(index.search(query("mails")).hits())).startsWith("a_b");
    assertThat(index.search(query("mails")).mode()).isEqualTo(Mode.PARTIAL);
  }

  @Test
  void searchesDuringApplies_seeOneCatalogEach()
      throws ExecutionException, InterruptedException, TimeoutException {
    source.becomeReady(embedder);
    index.apply(numbered(1, 50));
    var stop = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var searches = new ArrayList<Future<?>>();
      for (int i = 0; i < 4; i++) {
        searches.add(
            threads.submit(() -> {
              while (!stop.get()) {
                assertThat(index.search(query("thing number 7")).hits()).hasSize(8);
              }
            }));
      }
      for (int version = 2; version < 120; version++) {
        index.apply(numbered(version, 50 + version % 7 * 10));
      }
      stop.set(true);
      for (var search : searches) {
        search.get(20, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void closedWhileItsThreadWorks_interruptsNothingThatMayWriteFiles() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var interrupted = new AtomicBoolean();
    source.becomeReady(new BusyEmbedder(embedder, begun, interrupted));
    index.apply(catalog(1, ISSUE));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

    index.close();

    assertThat(interrupted).isFalse();
  }

  @Test
  void closedIndex_refusesSearches() {
    index.close();

    assertThatThrownBy(() -> index.search(query("x"))).isInstanceOf(IndexException.class);
  }

  private static ToolQuery query(String need) {
    return new ToolQuery(List.of(need), _ -> true, 8);
  }

  private static List<String> names(List<Hit> hits) {
    return hits.stream().map(hit -> hit.tool().name()).toList();
  }
}
