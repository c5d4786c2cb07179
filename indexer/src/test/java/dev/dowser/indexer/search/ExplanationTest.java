package dev.dowser.indexer.search;

import static dev.dowser.indexer.index.testing.Catalogs.catalog;
import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.search.Explanation.HitExplanation;
import dev.dowser.indexer.search.Explanation.MeaningPart;
import dev.dowser.indexer.search.Explanation.NeedExplanation;
import dev.dowser.indexer.search.Explanation.QueryWord;
import dev.dowser.indexer.search.Explanation.WordMatch;
import dev.dowser.indexer.search.Explanation.WordPart;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplanationTest {
  private static final Catalog CATALOG =
      catalog(
          1,
          tool("github", "create_issue", "Opens a new issue in a repository.", "repo", "title"),
          tool("github", "search_issues", "Searches issues by text.", "query"),
          tool("weather", "getForecast", "Tells the weather of the next days.", "city"),
          tool("mail", "send-message", "Sends an electronic letter.", "to", "subject"),
          tool("mail", "search", "Looks through letters for a text.", "text"));

  private final StagedEmbedderSource source = StagedEmbedderSource.loading();
  private final VectorCache cache = VectorCache.inMemory();
  private final ToolIndex index = ToolIndex.inMemory(cache, source, Options.DEFAULT);

  ExplanationTest() {
    index.apply(CATALOG);
  }

  @AfterEach
  void close() {
    index.close();
    cache.close();
  }

  private void embed() throws InterruptedException {
    source.becomeReady(new FixedEmbedder());
    assertThat(index.awaitVectors(Duration.ofSeconds(20))).isTrue();
  }

  private static ToolQuery query(String... needs) {
    return new ToolQuery(List.of(needs), _ -> true, 10);
  }

  private NeedExplanation explain(String need) {
    return index.explain(query(need)).needs().getFirst();
  }

  private static HitExplanation hit(NeedExplanation need, String name) {
    return need.hits().stream()
        .filter(hit -> hit.hit().tool().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weather",
        "serch the isue text",
        "open an issue in the repository with a title and a text",
        "create_issue",
        "send a letter to somebody in the next days about the weather and the issues of a repository",
        "nothing of this is known"
      })
  void parts_addUpToTheScoreThatRanks(String need) throws InterruptedException {
    assertAddsUp(index.explain(query(need)));
    embed();
    assertAddsUp(index.explain(query(need)));
  }

  private static void assertAddsUp(Explanation explanation) {
    var need = explanation.needs().getFirst();
    assertThat(need.hits()).hasSameSizeAs(explanation.ranked().hits());
    double best =
        Math.max(1, need.hits().stream().mapToDouble(hit -> lifted(hit, need)).max().orElse(1));
    assertThat(need.hits())
        .allSatisfy(hit -> {
          double words = hit.words().matches().stream().mapToDouble(WordMatch::score).sum();
          double meaning = hit.meaning().map(MeaningPart::deviations).orElse(hit.assumed());
          double share = hit.named() ? 1 : lifted(hit, need) / best;

          assertThat(hit.words().score()).isEqualTo(words, within(1e-9));
          assertThat(hit.words().counts()).isEqualTo(words * need.words().weight(), within(1e-9));
          assertThat(hit.sum()).isEqualTo(meaning + hit.words().counts(), within(1e-6));
          assertThat(hit.hit().score()).isEqualTo(Math.clamp(share, 0, 1), within(1e-6));
        });
  }

  private static double lifted(HitExplanation hit, NeedExplanation need) {
    double share = hit.sum() / need.bestSum();
    return hit.serverNamed() && share > 0
        ? share + RankingParameters.DEFAULT.lifts().server()
        : share;
  }

  @Test
  void partsOfOneText_areExplainedOneByOne() throws InterruptedException {
    embed();

    var explanation =
        index.explain(query("open an issue in the repository, then search all letters of Ana"));

    assertThat(explanation.ranked().parts()).hasSize(2);
    assertThat(explanation.needs()).extracting(NeedExplanation::need).containsExactly(0, 1);
    assertThat(explanation.needs()).allSatisfy(need -> assertThat(need.hits()).isNotEmpty());
  }

  @Test
  void explainedAnswer_isTheAnswer() throws InterruptedException {
    embed();

    assertThat(index.explain(query("search letters", "weather")).ranked())
        .isEqualTo(index.search(query("search letters", "weather")));
  }

  @Test
  void word_isToldWithItsFields() {
    var issue = hit(explain("repository issue title"), "github_create_issue");

    assertThat(issue.words().matches())
        .extracting(WordMatch::word, WordMatch::fields)
        .containsExactlyInAnyOrder(
            tuple("issue", List.of(ToolField.NAME, ToolField.DESCRIPTION)),
            tuple("title", List.of(ToolField.PARAMETER)),
            tuple("repository", List.of(ToolField.DESCRIPTION)));
  }

  @Test
  void misspeltWord_isToldWithWhatItWasTakenFor() {
    var need = explain("serch");

    assertThat(need.words().words()).containsExactly(new QueryWord("serch", 2, List.of("search")));
    assertThat(hit(need, "mail_search").words().matches().getFirst().as())
        .containsExactly("search");
  }

  @Test
  void wordThatNothingHas_isTold() {
    assertThat(explain("zebra weather").words().words())
        .containsExactly(
            new QueryWord("zebra", 0, List.of()), new QueryWord("weather", 1, List.of()));
  }

  @Test
  void ranks_countFromTheBest() throws InterruptedException {
    embed();

    var need = explain("search letters");
    var byWords = need.hits().stream().map(HitExplanation::words).filter(w -> w.rank() > 0);
    var byMeaning = need.hits().stream().flatMap(hit -> hit.meaning().stream());

    assertThat(byWords.map(WordPart::rank)).contains(1, 2).allMatch(rank -> rank <= 3);
    assertThat(byMeaning.map(MeaningPart::rank)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  @Test
  void meaning_tellsTheSimilarityOfBothTextsAndWhatCounts() throws InterruptedException {
    embed();

    assertThat(explain("weather forecast").hits())
        .allSatisfy(hit -> {
          var meaning = hit.meaning().orElseThrow();
          assertThat(meaning.similarity())
              .isEqualTo(
                  meaning.whole() + 0.3 * Math.max(0, meaning.head() - meaning.whole()),
                  within(1e-6));
        });
  }

  @Test
  void namedTool_isTold() throws InterruptedException {
    embed();
    var need = explain("createIssue");

    assertThat(hit(need, "github_create_issue").named()).isTrue();
    assertThat(hit(need, "github_search_issues").named()).isFalse();
  }

  @Test
  void noVectors_nothingIsSaidOfMeaning() {
    var need = explain("weather");

    assertThat(need.meaning()).isEmpty();
    assertThat(need.words().because()).contains("words alone");
    assertThat(need.verdict().because()).contains("no vectors");
    assertThat(need.hits()).allMatch(hit -> hit.meaning().isEmpty());
  }

  @Test
  void toolsThatMayNotBeFound_areNotCounted() {
    var query =
        new ToolQuery(
            List.of("search"), tool -> tool.tool().id().backend().value().equals("mail"), 10);

    var need = index.explain(query).needs().getFirst();

    assertThat(need.candidates()).isEqualTo(2);
    assertThat(need.words().words()).containsExactly(new QueryWord("search", 1, List.of()));
  }
}
