package dev.dowser.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FoundRanksTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private final FoundRanks ranks = new FoundRanks(now::get);

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private void found(String session, String... names) {
    ranks.found(session, Stream.of(names).map(List::of).toList());
  }

  @Test
  void copiesOfOneTool_haveItsRank() {
    ranks.found("s", List.of(List.of("a"), List.of("prod_b", "dev_b"), List.of("c")));

    assertThat(ranks.rank("s", "dev_b")).hasValue(2);
    assertThat(ranks.rank("s", "c")).hasValue(3);
  }

  @Test
  void rank_isThatOfTheLatestAnswerWithTheTool() {
    found("s", "a", "b", "c");
    found("s", "c", "d");

    assertThat(ranks.rank("s", "b")).hasValue(2);
    assertThat(ranks.rank("s", "c")).hasValue(1);
    assertThat(ranks.rank("s", "e")).isEmpty();
  }

  @Test
  void sessions_knowOnlyTheirOwnAnswers() {
    found("s", "a");

    assertThat(ranks.rank("other", "a")).isEmpty();
  }

  @Test
  void manyNames_thoseShownLongestAgoAreForgotten() {
    var page = IntStream.range(0, FoundRanks.MOST_NAMES - 1).mapToObj(n -> "t" + n).toList();
    found("s", "kept", "old");
    ranks.found("s", page.stream().map(List::of).toList());

    assertThat(ranks.rank("s", "old")).isEmpty();
    assertThat(ranks.rank("s", "kept")).hasValue(1);
    assertThat(ranks.rank("s", "t0")).hasValue(1);
  }

  @Test
  void manySessions_theLongestSilentIsForgotten() {
    found("first", "a");
    found("second", "a");
    IntStream.range(0, FoundRanks.MOST_SESSIONS - 2).forEach(n -> found("s" + n, "a"));
    found("first", "b");
    found("one more", "a");

    assertThat(ranks.sessions()).isEqualTo(FoundRanks.MOST_SESSIONS);
    assertThat(ranks.rank("first", "a")).hasValue(1);
    assertThat(ranks.rank("second", "a")).isEmpty();
  }

  @Test
  void silentSession_isForgotten() {
    found("s", "a");
    pass(FoundRanks.LONGEST_SILENCE);
    assertThat(ranks.rank("s", "a")).hasValue(1);

    pass(FoundRanks.LONGEST_SILENCE.plusSeconds(1));

    assertThat(ranks.rank("s", "a")).isEmpty();
  }

  @Test
  void sessionThatCallsFromTimeToTime_isKept() {
    found("s", "a");
    for (int i = 0; i < 5; i++) {
      pass(Duration.ofMinutes(20));
      assertThat(ranks.rank("s", "a")).hasValue(1);
    }
  }

  @Test
  void onlyTheFirstListing_isFirst() {
    assertThat(ranks.isFirstListing("s")).isTrue();
    assertThat(ranks.isFirstListing("s")).isFalse();
    assertThat(ranks.isFirstListing("other")).isTrue();
  }
}
