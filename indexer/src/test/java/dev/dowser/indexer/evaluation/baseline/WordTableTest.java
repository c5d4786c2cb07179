package dev.dowser.indexer.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordTableTest {
  private final WordTable table =
      new WordTable(
          List.of(
              List.of("git_create_issue", "Opens an issue"),
              List.of("git_issue_create", "Opens it"),
              List.of("sky_forecast", "Tells the weather"),
              List.of("disk_list", "Lists files"),
              List.of("disk_read", "Reads a file")));

  @ParameterizedTest
  @CsvSource({
    "caresses,caress",
    "ponies,poni",
    "cats,cat",
    "feed,feed",
    "agreed,agre",
    "plastered,plaster",
    "motoring,motor",
    "sing,sing",
    "conflated,conflat",
    "hopping,hop",
    "falling,fall",
    "filing,file",
    "happy,happi",
    "sky,sky",
    "relational,relat",
    "rational,ration",
    "generalizations,gener",
    "triplicate,triplic",
    "replacement,replac",
    "adoption,adopt",
    "probate,probat",
    "rate,rate",
    "controll,control",
    "roll,roll",
    "is,is",
    "größe,größe"
  })
  void words_areStemmedAsPorterDid(String word, String stem) {
    assertThat(PorterStem.of(word)).isEqualTo(stem);
  }

  @Test
  void underscore_splitsAndMakesAPhrase() {
    assertThat(table.best(List.of("create_issue"), 4)).containsExactly(0);
    assertThat(table.best(List.of("forecasting"), 4)).containsExactly(2);
    assertThat(table.best(List.of("createIssue", "!?"), 4)).isEmpty();
  }

  @Test
  void rarerAndShorter_ranksFirst() {
    assertThat(table.best(List.of("a", "files"), 1)).containsExactly(4);
  }

  @Test
  void schemaWordsAndRepeats_areDropped() {
    assertThat(FourAndFour.terms("Query a TABLE a tables")).containsExactly("Query", "a", "tables");
  }
}
