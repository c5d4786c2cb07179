package dev.dowser.server.metatools;

import static dev.dowser.server.metatools.ToolCard.Form.BARE;
import static dev.dowser.server.metatools.ToolCard.Form.BRIEF;
import static dev.dowser.server.metatools.ToolCard.Form.FULL;
import static dev.dowser.server.metatools.ToolCard.Form.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.search.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RichnessTest {

  private static Hit hit(int need, double score) {
    var tool = new Tool(new ToolId(new BackendId("b"), "t"), "", "", List.of(), false, "{}");
    return new Hit(new ExposedTool("b_t", tool, false), need, score, new Hit.Reason(0, 0));
  }

  @Test
  void firstHitIsShownInFullAndDistantOnesAreOnlyRecognisable() {
    assertThat(Richness.of(List.of(hit(0, 1), hit(0, .9), hit(0, .6), hit(0, .55), hit(0, .3))))
        .containsExactly(FULL, FULL, SHORT, SHORT, BARE);
  }

  @Test
  void hitsCloseTogether_firstThreeAreShownInFull() {
    assertThat(Richness.of(List.of(hit(0, 1), hit(0, .98), hit(0, .95), hit(0, .94))))
        .containsExactly(FULL, FULL, FULL, BRIEF);
  }

  @Test
  void severalNeeds_eachHasItsOwnBest() {
    assertThat(Richness.of(List.of(hit(0, 1), hit(1, .4), hit(0, .45), hit(1, .38))))
        .containsExactly(FULL, FULL, BARE, FULL);
  }

  @Test
  void nothingScores_allAreEqual() {
    assertThat(Richness.of(List.of(hit(0, 0), hit(0, 0)))).containsExactly(FULL, FULL);
  }
}
