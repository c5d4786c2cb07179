package dev.dowser.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.index.testing.Catalogs;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import dev.dowser.indexer.search.VectorHolder.ToolVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FusionTest {
  private static final QueryVector NORTH = new QueryVector("s", "any model", vector(0));

  private final Fusion fusion = new Fusion(RankingParameters.DEFAULT);
  private final List<Slot> slots = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "3, 0.33", "8, 0.15", "20, 0.26", "60, 0.5", "200, 0.5"})
  void weightOfWords_fallsFromOneWordToASentenceAndGrowsWithText(int words, double expected) {
    assertThat(RankingParameters.DEFAULT.words().of(words))
        .isBetween(expected - 0.01, expected + 0.01);
  }

  @Test
  void recipeOfTheEncoder_measuresWithTheSameShareOfTheFirstSentence() throws IOException {
    var recipe = Path.of("..", "models", "training", "fitting", "validation.py");

    assertThat(Files.readString(recipe))
        .contains("\nHEAD_SHARE = " + RankingParameters.DEFAULT.headShare() + "\n");
  }

  @Test
  void bestTool_hasOneAndNoneIsOutside() {
    tool(0);
    tool(40);
    tool(90);

    double[] scores = fuse(4, 0, 2, 0);

    assertThat(scores[0]).isEqualTo(1);
    assertThat(scores[1]).isBetween(0.0, 1.0);
    assertThat(scores[2]).isNegative();
  }

  @Test
  void manyWords_outweighMeaning() {
    tool(0);
    tool(60);
    tool(80);

    assertThat(fuse(4, 1, 0, 2)[0]).isEqualTo(1);
    assertThat(fuse(60, 1, 0, 12)[2]).isEqualTo(1);
  }

  @Test
  void noWordMatches_meaningAloneRanks() {
    tool(80);
    tool(10);
    tool(60);

    double[] scores = fuse(4, 0, 0, 0);

    assertThat(scores[1]).isEqualTo(1);
    assertThat(scores[2]).isGreaterThan(scores[0]);
  }

  @Test
  void onlyTool_isFoundByMeaning() {
    tool(50);

    assertThat(fuse(4, 0)).containsExactly(1);
  }

  @Test
  void toolWithoutVector_isJudgedByItsWords() {
    tool(0);
    slots.add(
        new Slot(Catalogs.tool("a", "none", ""), new int[ToolField.count()], new VectorHolder()));
    tool(90);
    slots.add(
        new Slot(Catalogs.tool("a", "off", ""), new int[ToolField.count()], new VectorHolder()));

    double[] scores = fuse(4, 1, 2, 0, 0);

    assertThat(scores[1]).isEqualTo(1);
    assertThat(scores[0]).isBetween(0.5, 0.95);
    assertThat(scores[3]).isEqualTo(Fusion.NONE);
  }

  private double[] fuse(int differentWords, double... words) {
    var candidates = new Candidates(new SearchSnapshot(slots, List.of()), _ -> true);
    var lexical = new LexicalScores(slots.size(), differentWords);
    for (int slot = 0; slot < words.length; slot++) {
      lexical.add(slot, words[slot], 1);
    }
    var semantic = SemanticScores.scan(candidates, Optional.of(NORTH), RankingParameters.DEFAULT);
    return fusion.fuse(candidates, lexical, semantic);
  }

  private void tool(int degrees) {
    var holder = new VectorHolder();
    holder.put(new ToolVectors("s", vector(degrees), vector(degrees)));
    slots.add(
        new Slot(Catalogs.tool("a", "t" + slots.size(), ""), new int[ToolField.count()], holder));
  }

  private static CodedVector vector(int degrees) {
    double angle = Math.toRadians(degrees);
    return CodedVector.of(new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0, 0});
  }
}
