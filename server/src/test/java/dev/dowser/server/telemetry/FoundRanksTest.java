package dev.dowser.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FoundRanksTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private final FoundRanks ranks = new FoundRanks(now::get);

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void rank_isThatOfTheLatestAnswerWithTheTool() {
    ranks.found("s", List.of("a", "b", "c"));
    ranks.found("s", List.of("c", "d"));

    assertThat(ranks.rank("s", "b")).hasValue(2);
    assertThat(ranks.rank("s", "c")).hasValue(1);
    assertThat(ranks.rank("s", "e")).isEmpty();
  }

  @Test
  void sessions_knowOnlyTheirOwnAnswers() {
    ranks.found("s", List.of("a"));

    assertThat(ranks.rank("other", "a")).isEmpty();
  }

  @Test
  void manyNames_thoseShownLongestAgoAreForgotten() {
    var page = IntStream.range(0, FoundRanks.MOST_NAMES - 1).mapToObj(n -> "t" + n).toList();
    ranks.found("s", List.of("old", "kept"));
    ranks.found("s", page);

    assertThat(ranks.rank("s", "old")).isEmpty();
    assertThat(ranks.rank("s", "kept")).hasValue(2);
    assertThat(ranks.rank("s", "t0")).hasValue(1);
  }

  @Test
  void manySessions_theLongestSilentIsForgotten() {
    ranks.found("first", List.of("a"));
    ranks.found("second", List.of("a"));
    IntStream.range(0, FoundRanks.MOST_SESSIONS - 2)
        .forEach(n -> ranks.found("s" + n, List.of("a")));
    ranks.found("first", List.of("b"));
    ranks.found("one more", List.of("a"));

    assertThat(ranks.sessions()).isEqualTo(FoundRanks.MOST_SESSIONS);
    assertThat(ranks.rank("first", "a")).hasValue(1);
    assertThat(ranks.rank("second", "a")).isEmpty();
  }

  @Test
  void silentSession_isForgotten() {
    ranks.found("s", List.of("a"));
    pass(FoundRanks.LONGEST_SILENCE);
    assertThat(ranks.rank("s", "a")).hasValue(1);

    pass(FoundRanks.LONGEST_SILENCE.plusSeconds(1));

    assertThat(ranks.rank("s", "a")).isEmpty();
  }

  @Test
  void sessionThatCallsFromTimeToTime_isKept() {
    ranks.found("s", List.of("a"));
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
