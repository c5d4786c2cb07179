package dev.dowser.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.index.testing.Catalogs;
import dev.dowser.indexer.search.NeedRanking.Scored;
import dev.dowser.indexer.search.RankedTools.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InterleavingTest {
  private static final int TOOLS = 10;

  @Test
  void needs_takeTurns() {
    var found = Interleaving.turns(List.of(need(0, 0, 1, 2), need(1, 3, 4)), 4);

    assertThat(numbers(found)).containsExactly(0, 3, 1, 4);
    assertThat(found.parts()).isEmpty();
  }

  @Test
  void toolOfTwoNeeds_isShownOnceAndTheTurnGoesToTheNext() {
    assertThat(numbers(Interleaving.turns(List.of(need(0, 0, 1), need(1, 0, 2)), 9)))
        .containsExactly(0, 2, 1);
  }

  @Test
  void parts_comeByScoreButEachHitMakesTheNextOfItsPartWait() {
    var sure = new NeedRanking(hits(0, 1, .95, .94), none(), Mode.HYBRID, List.of());
    var other = new NeedRanking(hits(1, .85, .8), none(), Mode.LEXICAL, List.of());

    var found = Interleaving.byScore(List.of(other, sure), List.of("other", "sure"), 3, 0.85);

    assertThat(found.hits()).extracting(Hit::score).containsExactly(1.0, .85, .95);
    assertThat(found.parts()).containsExactly("other", "sure");
    assertThat(found.mode()).isEqualTo(Mode.LEXICAL);
  }

  @Test
  void more_countsMatchesThatAreNotShown() {
    var matching = new boolean[TOOLS];
    matching[0] = true;
    matching[5] = true;
    matching[6] = true;
    var need = new NeedRanking(hits(0, 1), matching, Mode.HYBRID, List.of());

    assertThat(Interleaving.turns(List.of(need), 1).more()).isEqualTo(2);
  }

  private static NeedRanking need(int number, int... tools) {
    var hits = new ArrayList<Scored>();
    for (int tool : tools) {
      hits.add(scored(number, tool, 1));
    }
    return new NeedRanking(hits, none(), Mode.HYBRID, List.of());
  }

  /** Hits on tools that no other part has. */
  private static List<Scored> hits(int number, double... scores) {
    var hits = new ArrayList<Scored>();
    for (double score : scores) {
      hits.add(scored(number, number * 5 + hits.size(), score));
    }
    return hits;
  }

  private static Scored scored(int number, int tool, double score) {
    var hit = new Hit(Catalogs.tool("a", "t" + tool, ""), number, score, new Hit.Reason(0, 0));
    return new Scored(tool, hit);
  }

  private static boolean[] none() {
    return new boolean[TOOLS];
  }

  private static List<Integer> numbers(RankedTools found) {
    return found.hits().stream()
        .map(hit -> Integer.valueOf(hit.tool().tool().id().name().substring(1)))
        .toList();
  }
}
