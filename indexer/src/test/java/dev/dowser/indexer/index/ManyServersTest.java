package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.catalog;
import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.RankingParameters;
import dev.dowser.indexer.search.RankingParameters.Lifts;
import dev.dowser.indexer.search.RankingParameters.Variety;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found where servers have the same, or too much, or hide behind each other's names. */
final class ManyServersTest {
  private static final String PODS = "Lists the pods of a cluster with their state.";

  private final StagedEmbedderSource source = StagedEmbedderSource.loading();
  private final VectorCache cache = VectorCache.inMemory();
  private final ToolIndex index = ToolIndex.inMemory(cache, source, Options.DEFAULT);

  @AfterEach
  void close() {
    index.close();
    cache.close();
  }

  @Test
  void sameToolOnTenServers_isOneHitThatListsTheOthers() {
    index.apply(catalog(1, plus(clusters(10), tool("ci", "list_jobs", "Lists the jobs.", "pods"))));

    var found = find("get pods", 3);

    assertThat(names(found)).containsExactly("k0_get_pods", "ci_list_jobs");
    assertThat(found.hits().getFirst().copies())
        .extracting(ExposedTool::name)
        .containsExactly(
            "k1_get_pods",
            "k2_get_pods",
            "k3_get_pods",
            "k4_get_pods",
            "k5_get_pods",
            "k6_get_pods",
            "k7_get_pods",
            "k8_get_pods",
            "k9_get_pods");
    assertThat(found.more()).isZero();
  }

  @Test
  void withoutCopiesAsOne_eachIsAHit() {
    var now = RankingParameters.DEFAULT;
    var apart = new Variety(false, now.variety().unhindered(), now.variety().standingBack());

    assertThat(foundWith(now.withVariety(apart), "get pods", 3).hits()).hasSize(3);
  }

  @Test
  void withoutLiftOfServers_theNamedOneIsLessFarAhead() {
    var now = RankingParameters.DEFAULT;
    var apart = now.withVariety(new Variety(false, 5, 0.97));
    var unlifted = apart.withLifts(new Lifts(now.lifts().tool(), 0));

    assertThat(secondScore(unlifted)).isGreaterThan(secondScore(apart) + 0.01);
  }

  private static double secondScore(RankingParameters numbers) {
    return foundWith(numbers, "list the pods on k2", 2).hits().get(1).score();
  }

  private static RankedTools foundWith(RankingParameters numbers, String need, int limit) {
    var options = new Options(numbers, Options.DEFAULT.clock());
    try (var cache = VectorCache.inMemory();
        var index = ToolIndex.inMemory(cache, StagedEmbedderSource.loading(), options)) {
      index.apply(catalog(1, clusters(4)));
      return index.search(new ToolQuery(List.of(need), _ -> true, limit));
    }
  }

  @Test
  void serverNamedAmongCopies_standsForThem() {
    index.apply(catalog(1, clusters(4)));

    assertThat(names(find("list the pods on k2", 3))).containsExactly("k2_get_pods");
  }

  @Test
  void restrictedToOneServer_itsCopyIsFound() {
    index.apply(catalog(1, clusters(4)));
    var only =
        new ToolQuery(
            List.of("list the pods"), tool -> tool.tool().id().backend().value().equals("k3"), 3);

    var hit = index.search(only).hits().getFirst();

    assertThat(hit.tool().name()).isEqualTo("k3_get_pods");
    assertThat(hit.copies()).isEmpty();
  }

  @Test
  void backendThatCopiesAnothersTool_doesNotPushItOut() {
    index.apply(
        catalog(1, tool("aaa-evil", "get_pods", PODS, "ns"), tool("k8s", "get_pods", PODS, "ns")));

    var hit = find("list the pods", 1).hits().getFirst();

    assertThat(hit.copies()).extracting(ExposedTool::name).containsExactly("k8s_get_pods");
  }

  @Test
  void twoToolsOfOneServer_areNoCopies() {
    index.apply(
        catalog(
            1,
            tool("k8s", "get_pods", PODS, "ns"),
            new ExposedTool("k8s_variant", tool("k8s", "get_pods", PODS, "ns").tool(), false)));

    assertThat(names(find("list the pods", 5))).containsExactly("k8s_get_pods", "k8s_variant");
  }

  @Test
  void copiesInSeveralNeeds_areShownOnce() {
    index.apply(catalog(1, clusters(3)));

    var found = index.search(new ToolQuery(List.of("pods of k0", "pods of k1"), _ -> true, 5));

    assertThat(names(found)).containsExactly("k0_get_pods");
  }

  @Test
  void serverWithManyAlikeTools_leavesRoomForOthers() {
    var big =
        IntStream.range(0, 12)
            .mapToObj(i -> tool("big", "send_letter_" + i, "Sends a letter to somebody."))
            .toList();
    index.apply(catalog(1, plus(big.toArray(ExposedTool[]::new), LETTER)));

    assertThat(names(find("send a letter", 8))).contains("small_send_letter_x").hasSize(8);
    assertThat(names(find("send a letter with big", 8))).allMatch(name -> name.startsWith("big_"));
  }

  private static final ExposedTool LETTER =
      tool("small", "send_letter_x", "Sends a letter to somebody today.");

  @Test
  void namedServer_isLiftedOverOneWhoseNameBeginsWithIt() {
    index.apply(
        catalog(
            1,
            tool("git", "show_log", "Shows the log of a repository."),
            tool("github", "show_log", "Shows the log of a repository, newest first."),
            tool("gitlab", "show_log", "Shows the log of a repository, oldest first.")));

    assertThat(names(find("show the log of the repository in git", 3)))
        .startsWith("git_show_log")
        .hasSize(3);
    assertThat(names(find("show the log of the repository in GitHub", 3)))
        .startsWith("github_show_log")
        .hasSize(3);
    assertThat(names(find("show the log of the repository in gitlab", 3)))
        .startsWith("gitlab_show_log")
        .hasSize(3);
  }

  @Test
  void textWithSeveralNeeds_isAnsweredByPart() throws InterruptedException {
    index.apply(
        catalog(
            1,
            tool("door", "lock_door", "Locks a door of the house."),
            tool("light", "turn_off", "Turns off lights."),
            tool("mail", "send_mail", "Sends a letter.")));
    source.becomeReady(new FixedEmbedder());
    assertThat(index.awaitVectors(Duration.ofSeconds(20))).isTrue();

    var found = find("turn off all lights and lock the front door", 2);

    assertThat(found.parts()).containsExactly("turn off all lights", "lock the front door");
    assertThat(found.hits())
        .extracting(hit -> hit.need() + hit.tool().name())
        .containsExactlyInAnyOrder("0light_turn_off", "1door_lock_door");
  }

  @Test
  void listOfQueries_isNotSplitFurther() {
    index.apply(catalog(1, clusters(1)));

    var found =
        index.search(
            new ToolQuery(
                List.of("turn off all lights and lock the front door", "pods"), _ -> true, 5));

    assertThat(found.parts()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\n ",
        "!?;,.()[]{}",
        "🦊🚀✨",
        "\u0000\u0001\u0007\u001b[31m pods",
        "\ud83d pods \udc00",
        "получить список pods",
        "列出所有 pods",
        "getPods get-pods get_pods",
        "{\"a\": [1, 2, {\"pods\": \"}}}]]\"",
        "((((((((((pods",
      })
  void anyText_isAnsweredOrLeftEmpty(String query) throws InterruptedException {
    index.apply(catalog(1, clusters(2)));
    source.becomeReady(new FixedEmbedder());
    assertThat(index.awaitVectors(Duration.ofSeconds(20))).isTrue();

    var found = find(query, 5);

    assertThat(found.hits()).hasSizeLessThanOrEqualTo(1);
    if (query.contains("pods")) {
      assertThat(names(found)).singleElement().asString().endsWith("_get_pods");
    }
  }

  @Test
  void longText_costsOneEmbeddingAndFindsWhatItSpeaksOf() throws InterruptedException {
    var embedder = new FixedEmbedder();
    index.apply(catalog(1, clusters(2)));
    source.becomeReady(embedder);
    assertThat(index.awaitVectors(Duration.ofSeconds(20))).isTrue();

    var found = find("list the pods; " + "create the thing; delete the other one. ".repeat(200), 5);

    assertThat(names(found)).containsExactly("k0_get_pods");
    assertThat(found.parts()).isEmpty();
  }

  private static ExposedTool[] clusters(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> tool("k" + i, "get_pods", PODS, "ns"))
        .toArray(ExposedTool[]::new);
  }

  private static ExposedTool[] plus(ExposedTool[] tools, ExposedTool more) {
    return Stream.concat(Arrays.stream(tools), Stream.of(more)).toArray(ExposedTool[]::new);
  }

  private RankedTools find(String query, int limit) {
    return index.search(new ToolQuery(List.of(query), _ -> true, limit));
  }

  private static List<String> names(RankedTools found) {
    return found.hits().stream().map(Hit::tool).map(ExposedTool::name).toList();
  }
}
