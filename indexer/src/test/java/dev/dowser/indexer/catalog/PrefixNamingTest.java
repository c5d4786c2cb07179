package dev.dowser.indexer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import dev.dowser.indexer.catalog.NamingPolicy.Naming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixNamingTest {
  private static final String FIND_TOOL_HASH = "9e8f75e0";

  @ParameterizedTest
  @CsvSource({
    "{workload}_, github, list_issues, github_list_issues",
    "{workload}, github, list_issues, githublist_issues",
    "{workload}., github, list_issues, github_list_issues",
    "'', github, list_issues, list_issues",
    "corp_, github, list_issues, corp_list_issues",
    "{workload}_, git hub, list.issues / all, git_hub_list_issues_all",
    "{workload}_, github, \uD83D\uDD25, github__",
    "{workload}_, github, a-b_C9, github_a-b_C9",
  })
  void namesCarryThePrefixAndOnlyAcceptedCharacters(
      String format, String backend, String own, String exposed) {
    assertThat(names(new PrefixNaming(format), tool(backend, own))).containsExactly(exposed);
  }

  @Test
  void nameOf64Characters_staysWhole() {
    var own = "x".repeat(62);

    assertThat(names(naming(), tool("a", own))).containsExactly("a_" + own);
  }

  @Test
  void nameOf65Characters_isCutAndMarked() {
    var name = names(naming(), tool("a", "x".repeat(63))).getFirst();

    assertThat(name).hasSize(64).matches("a_x{53}_[0-9a-f]{8}");
  }

  @Test
  void longNamesThatDifferAtTheEnd_stayApart() {
    var names = names(naming(), tool("a", "x".repeat(80) + "1"), tool("a", "x".repeat(80) + "2"));

    assertThat(names).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void cutName_doesNotDependOnOtherTools() {
    var alone = names(naming(), tool("a", "x".repeat(80)));

    assertThat(names(naming(), tool("a", "x".repeat(80)), tool("a", "x".repeat(81))))
        .containsAll(alone);
  }

  @Test
  void changedNameMeetsUnchangedOne_onlyTheChangedIsMarked() {
    var names = names(naming(), tool("a", "do_it"), tool("a", "do it"));

    assertThat(names)
        .hasSize(2)
        .contains("a_do_it")
        .anyMatch(name -> name.matches("a_do_it_\\w{8}"));
  }

  @Test
  void reservedName_isMarkedLikeThatOfAMetaTool() {
    var naming = new PrefixNaming("", Set.of("read_result"));

    assertThat(names(naming, tool("a", "read_result"), tool("a", "other")))
        .hasSize(2)
        .contains("other")
        .anyMatch(name -> name.matches("read_result_[0-9a-f]{8}"));
    assertThat(names(new PrefixNaming(""), tool("a", "read_result")))
        .containsExactly("read_result");
  }

  @Test
  void metaToolNames_areNeverGiven() {
    var names = names(naming(), tool("find", "tool"), tool("call", "tool"));

    assertThat(names).hasSize(2).allMatch(name -> name.matches("(find|call)_tool_[0-9a-f]{8}"));
  }

  @Test
  void markIsTheBeginningOfTheSha256OfBackendAndOwnName() {
    assertThat(names(naming(), tool("find", "tool")))
        .containsExactly("find_tool_" + FIND_TOOL_HASH);
  }

  @Test
  void unchangedNamesThatMeet_areBothLeftOutAndNamed() {
    var result = naming().name(candidates(tool("a", "b_c"), tool("a_b", "c"), tool("a", "ok")));

    assertThat(result.exposed()).extracting(ExposedTool::name).containsExactly("a_ok");
    assertThat(result.leftOut())
        .containsExactlyInAnyOrder(
            new LeftOut("a/b_c", "the name a_b_c is also that of a_b/c"),
            new LeftOut("a_b/c", "the name a_b_c is also that of a/b_c"));
  }

  @Test
  void manyToolsWithOneName_reasonStaysShort() {
    var tools = Stream.iterate(0, i -> i + 1).limit(50).map(i -> tool("b" + i, "same")).toList();

    var result = new PrefixNaming("").name(tools.stream().map(PrefixNamingTest::current).toList());

    assertThat(result.leftOut())
        .hasSize(50)
        .allMatch(left -> left.reason().endsWith(" and 44 more"));
  }

  @Test
  void staleTool_staysStale() {
    var result = naming().name(List.of(new NamedCandidate(tool("a", "b"), true)));

    assertThat(result.exposed()).singleElement().matches(ExposedTool::stale);
  }

  @Test
  void anyOrderOfTools_givesTheSameNames() {
    var random = new Random(7);
    var tools = new ArrayList<>(candidates(strangeTools(random)));
    var expected = sorted(naming().name(tools));

    for (int i = 0; i < 20; i++) {
      Collections.shuffle(tools, random);
      assertThat(sorted(naming().name(tools))).isEqualTo(expected);
    }
  }

  @Test
  void everyToolIsExposedUnderAValidUniqueNameOrLeftOut() {
    var tools = strangeTools(new Random(11));

    var result = naming().name(candidates(tools));

    assertThat(result.exposed().size() + result.leftOut().size()).isEqualTo(tools.length);
    assertThat(result.exposed())
        .extracting(ExposedTool::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[A-Za-z0-9_-]{1,64}"));
  }

  private static PrefixNaming naming() {
    return new PrefixNaming(PrefixNaming.DEFAULT_FORMAT);
  }

  private static List<String> names(PrefixNaming naming, Tool... tools) {
    return naming.name(candidates(tools)).exposed().stream().map(ExposedTool::name).toList();
  }

  private static List<NamedCandidate> candidates(Tool... tools) {
    return Stream.of(tools).map(PrefixNamingTest::current).toList();
  }

  private static NamedCandidate current(Tool tool) {
    return new NamedCandidate(tool, false);
  }

  private static List<List<String>> sorted(Naming naming) {
    return List.of(
        naming.exposed().stream()
            .map(tool -> tool.name() + "=" + tool.tool().id())
            .sorted()
            .toList(),
        naming.leftOut().stream().map(LeftOut::name).sorted().toList());
  }

  private static Tool[] strangeTools(Random random) {
    var letters =
        List.of("a", "_", " ", ".", "\u00e9", "\uD83D\uDD25", "b", "xxxxxxxxxxxxxxxxxxxxxxxxx");
    return Stream.generate(() ->
            tool(
                List.of("a", "a_a", "b", "find").get(random.nextInt(4)),
                random
                    .ints(1 + random.nextInt(5), 0, letters.size())
                    .mapToObj(letters::get)
                    .reduce("", String::concat)))
        .limit(400)
        .distinct()
        .toArray(Tool[]::new);
  }

  private static Tool tool(String backend, String name) {
    return new Tool(new ToolId(new BackendId(backend), name), "", "", List.of(), false, "{}");
  }
}
