package dev.dowser.indexer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ToolVisibility.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolVisibilityTest {
  private static final BackendId BACKEND = new BackendId("b");
  private static final ToolId TOOL = new ToolId(BACKEND, "list_issues");

  @ParameterizedTest
  @CsvSource({
    "list_issues, true",
    "list_*, true",
    "*_issues, true",
    "l*_*s, true",
    "*, true",
    "**, true",
    "list?issues, true",
    "list_issues*, true",
    "list_issue, false",
    "list_, false",
    "issues, false",
    "list_issues?, false",
    "LIST_ISSUES, false",
    "list.*, false",
    "l*x*s, false",
  })
  void filterTakesExactNamesAndGlobs(String filter, boolean visible) {
    assertThat(with(rule(false, filter), false, false).isVisible(TOOL)).isEqualTo(visible);
  }

  @Test
  void anyEntryOfTheFilterIsEnough() {
    assertThat(with(rule(false, "x", "list_*"), false, false).isVisible(TOOL)).isTrue();
  }

  @Test
  void questionMarkStandsForAWholeEmoji() {
    var tool = new ToolId(BACKEND, "a\uD83D\uDD25b");

    assertThat(with(rule(false, "a?b"), false, true).isVisible(tool)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // excludeAllTools, excludeAll, filter, visible
    "true,  false, *, false",
    "false, true,  *, false",
    "false, false, *, true",
    "false, false, x, false",
  })
  void theWiderExclusionGoesFirst(boolean all, boolean excludeAll, String filter, boolean visible) {
    assertThat(with(rule(excludeAll, filter), all, true).isVisible(TOOL)).isEqualTo(visible);
  }

  @Test
  void ruleWithoutFilter_showsAllEvenIfOthersAreHidden() {
    assertThat(with(rule(false), false, false).isVisible(TOOL)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void backendWithoutRule_followsTheDefault(boolean othersVisible) {
    var visibility = with(rule(false, "x"), false, othersVisible);

    assertThat(visibility.isVisible(new ToolId(new BackendId("other"), "y")))
        .isEqualTo(othersVisible);
  }

  @Test
  void costlyPattern_isDecidedQuickly() {
    var tool = new ToolId(BACKEND, "a".repeat(500));
    var visibility = with(rule(false, "a*".repeat(250) + "b"), false, true);

    var visible =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> visibility.isVisible(tool));

    assertThat(visible).isFalse();
  }

  private static Rule rule(boolean excludeAll, String... filter) {
    return new Rule(List.of(filter), excludeAll);
  }

  private static ToolVisibility with(Rule rule, boolean all, boolean othersVisible) {
    return new ToolVisibility(Map.of(BACKEND, rule), all, othersVisible);
  }
}
