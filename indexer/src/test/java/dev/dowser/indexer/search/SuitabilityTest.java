package dev.dowser.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.index.testing.Catalogs;
import dev.dowser.indexer.search.SearchSnapshot.Slot;
import dev.dowser.indexer.search.VectorHolder.ToolVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class SuitabilityTest {
  private static final String NEED = "feed the cat";
  private static final String MEASURED = "bge-small-en-v1.5";

  private final VectorHolder vectors = new VectorHolder();
  private String model = MEASURED;
  private double knownWords = 0.3;
  private double commonness = 0.6;
  private OptionalDouble wholeWords = OptionalDouble.empty();
  private Optional<Expected> expected = Optional.empty();

  @Test
  void farFromAllTools_nothingSuits() {
    assertThat(nothingSuits(NEED, 0.52)).isTrue();
  }

  @Test
  void nearToATool_suits() {
    assertThat(nothingSuits(NEED, 0.55)).isFalse();
  }

  @Test
  void toolsOfOtherKindsAreMuchNearer_nothingSuits() {
    expected = reaching(0.75, unlike(0.6));

    assertThat(nothingSuits(NEED, 0.55)).isTrue();
    assertThat(nothingSuits(NEED, 0.75)).isFalse();
  }

  @Test
  void muchNearerToolsElsewhereAreAkinToThoseHere_suits() {
    expected = reaching(0.75, vector(0.6));

    assertThat(nothingSuits(NEED, 0.6)).isFalse();
    assertThat(nothingSuits(NEED, 0.4)).isTrue();
  }

  @Test
  void toolsHereAreSoVagueThatTheyAreFarFromAllOthers_lessIsAskedOfThem() {
    expected = reaching(0.75, unlike(0.6));
    commonness = 0.45;

    assertThat(nothingSuits(NEED, 0.55)).isFalse();
    assertThat(nothingSuits(NEED, 0.45)).isTrue();
  }

  @Test
  void explanation_tellsWhatIsExpectedAndHowPlainToolsHereAre() {
    expected = reaching(0.75, unlike(0.6));
    commonness = 0.45;

    assertThat(Because.verdict(scored(NEED, 0.45, vectors), true).because())
        .contains("similarity 0.450 is under 0.5")
        .contains("tools of other kinds reach 0.750; tools here are as plain as 0.450");
  }

  @Test
  void nearToNoToolAnywhere_mayBeFarFromThoseHere() {
    expected = reaching(0.48, vector(0.4));

    assertThat(nothingSuits(NEED, 0.27)).isTrue();
    assertThat(nothingSuits(NEED, 0.31)).isFalse();
  }

  @Test
  void bestToolHasNoCompany_moreIsAskedOfIt() {
    expected = reaching(0.6, unlike(0.6));
    var far = new VectorHolder();
    far.put(new ToolVectors("s", vector(0.2), vector(0.2)));

    assertThat(nothingSuits(NEED, 0.55)).isFalse();
    assertThat(judge(NEED, 0.55, far)).isTrue();
  }

  @Test
  void othersOfASmallCatalogHaveNothingToDoWithTheNeed_thatAsksLittleMore() {
    expected = reaching(0.6, unlike(0.6));
    var far = new VectorHolder();
    far.put(new ToolVectors("s", vector(-0.2), vector(-0.2)));

    assertThat(judge(NEED, 0.6, far)).isFalse();
  }

  @Test
  void oneToolHasHalfOfItsWords_suitsHoweverFarItIs() {
    knownWords = 0.5;

    assertThat(nothingSuits(NEED, 0.1)).isFalse();
  }

  @Test
  void hardlyAnyWordKnownOrEverydayEnglish_nothingIsRefused() {
    assertThat(nothingSuits("cerrar la puerta", 0.4)).isFalse();
    assertThat(nothingSuits("close the door", 0.4)).isTrue();
    assertThat(nothingSuits("tune my guitar", 0.4)).isTrue();
  }

  @Test
  void noWordKnownHereButAllToTheModel_mayBeRefused() {
    wholeWords = OptionalDouble.of(0.8);

    assertThat(nothingSuits("weather vienna", 0.4)).isTrue();
  }

  @Test
  void wordOfAnotherLanguageAmongWordsThatTheModelKnows_nothingIsRefused() {
    wholeWords = OptionalDouble.of(1);

    assertThat(nothingSuits("la casa de mi padre", 0.4)).isFalse();
    assertThat(nothingSuits("mach das Licht in der Garage aus", 0.4)).isFalse();
    assertThat(nothingSuits("open the garage in Los Angeles", 0.4)).isTrue();
  }

  @Test
  void wordsKnownHereButFewToTheModel_isAnotherLanguage() {
    wholeWords = OptionalDouble.of(0.4);

    assertThat(nothingSuits("close the door", 0.4)).isFalse();
  }

  @Test
  void modelNotMeasured_nothingIsRefused() {
    model = "another";

    assertThat(nothingSuits(NEED, 0.1)).isFalse();
  }

  @Test
  void noWordKnown_nothingIsRefused() {
    knownWords = 0.01;

    assertThat(nothingSuits(NEED, 0.4)).isFalse();
  }

  @Test
  void lettersTheModelDoesNotKnow_nothingIsRefused() {
    assertThat(nothingSuits("füttere die Katze", 0.4)).isFalse();
  }

  @Test
  void toolWithoutVector_nothingIsRefused() {
    assertThat(judge(NEED, 0.4, new VectorHolder())).isFalse();
  }

  @Test
  void fewToolsWithoutVectorAndWithoutAWord_doNotKeepFromRefusing() {
    assertThat(judgeAmong(99, 0)).isTrue();
  }

  @Test
  void toolWithoutVectorHasAWordOfTheNeed_nothingIsRefused() {
    assertThat(judgeAmong(99, 1)).isFalse();
  }

  @Test
  void manyToolsWithoutVector_nothingIsRefused() {
    assertThat(judgeAmong(40, 0)).isFalse();
  }

  /** With so many tools that are far, and one without a vector whose words have this score. */
  private boolean judgeAmong(int far, double wordsOfTheOther) {
    vectors.put(new ToolVectors("s", vector(0.4), vector(0.4)));
    var slots = new ArrayList<Slot>();
    for (int i = 0; i < far; i++) {
      slots.add(slot("far" + i, vectors));
    }
    slots.add(slot("other", new VectorHolder()));
    var words = new LexicalScores(slots.size(), 1);
    words.addWord(1);
    words.add(0, 1, 0.3);
    words.add(far, wordsOfTheOther, 0);
    return Suitability.nothingSuits(scored(NEED, words, slots));
  }

  private boolean nothingSuits(String need, double similarity) {
    return judge(need, similarity, vectors);
  }

  private boolean judge(String need, double similarity, VectorHolder other) {
    return Suitability.nothingSuits(scored(need, similarity, other));
  }

  private ScoredNeed scored(String need, double similarity, VectorHolder other) {
    vectors.put(new ToolVectors("s", vector(similarity), vector(similarity)));
    var words = new LexicalScores(2, 2);
    words.addWord(knownWords);
    words.addWord(1 - knownWords);
    words.add(0, 3, knownWords);
    return scored(need, words, List.of(slot("feed", vectors), slot("other", other)));
  }

  private ScoredNeed scored(String need, LexicalScores words, List<Slot> slots) {
    var query = Optional.of(new QueryVector("s", model, vector(1), () -> expected, wholeWords));
    var candidates = new Candidates(new SearchSnapshot(slots, List.of()), _ -> true);
    var similar = SemanticScores.scan(candidates, query, RankingParameters.DEFAULT);
    return new ScoredNeed(0, need, candidates, words, query, similar);
  }

  private static Slot slot(String name, VectorHolder vectors) {
    return new Slot(Catalogs.tool("a", name, ""), new int[ToolField.count()], vectors);
  }

  private Optional<Expected> reaching(double similarity, CodedVector nearest) {
    return Optional.of(new Expected(similarity, List.of(nearest), _ -> commonness));
  }

  /** As far from the need as the vector of this cosine, on its other side. */
  private static CodedVector unlike(double cosine) {
    return CodedVector.of(
        new float[] {(float) cosine, (float) -Math.sqrt(1 - cosine * cosine), 0, 0});
  }

  private static CodedVector vector(double cosine) {
    return CodedVector.of(
        new float[] {(float) cosine, (float) Math.sqrt(1 - cosine * cosine), 0, 0});
  }
}
