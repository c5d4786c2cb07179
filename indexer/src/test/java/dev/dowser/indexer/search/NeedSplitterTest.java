package dev.dowser.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NeedSplitterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          turn off all lights, lock the front door and close the blinds | turn off all lights/lock the front door/close the blinds
          search the logs for timeouts, then file a bug with the trace   | search the logs for timeouts/file a bug with the trace
          Convert this report to text, then mail it to Ana and put a reminder in my calendar | Convert this report to text/mail it to Ana/put a reminder in my calendar
          describe table orders and then run a query for big customers   | describe table orders/run a query for big customers
          Track my package; cancel the other order                       | Track my package/cancel the other order
          Find flights to Porto. Also, I need a hotel near the beach.    | Find flights to Porto/Also, I need a hotel near the beach.
          I am planning a party. Can you find a cheap caterer? Additionally, suggest some music for dancing. | Can you find a cheap caterer/Additionally, suggest some music for dancing.
          Merge the branch 'fix and release the bug' and delete the old tag | Merge the branch 'fix and release the bug'/delete the old tag
          """)
  void severalNeeds_areToldApart(String text, String parts) {
    assertThat(NeedSplitter.split(text)).containsExactly(parts.split("/"));
  }

  @Test
  void lines_areNeedsWithoutTheirBullets() {
    assertThat(NeedSplitter.split("- create a branch\n- open a pull request\n2. merge the release"))
        .containsExactly("create a branch", "open a pull request", "merge the release");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "create an issue in the repository",
        "search and replace the text in a file",
        "find and book a flight to Porto",
        "I need a way to edit and save the photos of my camera",
        "access and view the scores of all matches",
        "compare cats and dogs and birds",
        "List all pods, e.g. those of Kafka v1.2 and the operators, by age",
        "I'm looking for a company's balance sheet. Can you help me with that?",
        "I want a window seat on my Delta flight. Can you update my preferences?",
        "Find vlogs of road trips. Please include the titles and durations.",
        "I am a writer. I live in Porto. My dog likes rain.",
        "call {\"steps\": \"create a branch, then open a pull request\"}",
        "run \"create the branch; then delete the branch\" again",
        "find messages (then read the first and delete the last) of May",
        "create_issue; list_issues",
        "?!;;;...\n\n\n,,, and then, and then",
      })
  void oneNeed_staysWhole(String text) {
    assertThat(NeedSplitter.split(text)).isEmpty();
  }

  @Test
  void moreNeedsThanAreRanked_areJoinedInTheLast() {
    var parts =
        NeedSplitter.split(
            "create a branch; open a pull request; merge the release; delete the tag; send the news");

    assertThat(parts)
        .hasSize(4)
        .startsWith("create a branch", "open a pull request", "merge the release")
        .last()
        .isEqualTo("delete the tag send the news");
  }

  @Test
  void pastedText_staysWhole() {
    assertThat(NeedSplitter.split("create a branch; delete the tag. ".repeat(100)))
        .isEqualTo(List.of());
  }
}
