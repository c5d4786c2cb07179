package dev.dowser.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutPointTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"the first line of two\nse|cond\", \"the first line of two\n\"",
        "\"a longer sentence of wo|rds\",        \"a longer sentence of\"",
        "\"a longer sentence of words| here\",   \"a longer sentence of words\"",
        "\"early words_and_then_one_without_a|ny\", \"early words_and_then_one_without_a\"",
        "\"漢字漢字|漢字\",                        \"漢字漢字\"",
        "\"all|\",                               \"all\"",
      })
  void cutsBehindALine_elseBeforeASpace_elseWhereItIsTold(String marked, String kept) {
    int end = marked.indexOf('|');
    var text = marked.replace("|", "");

    assertThat(text.substring(0, CutPoint.before(text, 0, end))).isEqualTo(kept);
  }

  @Test
  void neverTearsWhatIsShownAsOneCharacter() {
    var family = "👨‍👩‍👧‍👦";
    var text = "xxxxxxxxxxxxxxxx" + family + "yy";

    for (int end = 17; end < 16 + family.length(); end++) {
      assertThat(CutPoint.before(text, 0, end)).isEqualTo(16);
    }
    assertThat(CutPoint.before(text, 16, 16 + 5)).isEqualTo(16 + 5);
  }

  @Test
  void insideOfASurrogatePair_isBeforeIt() {
    assertThat(CutPoint.ofCharacter("a😀b", 2)).isEqualTo(1);
    assertThat(CutPoint.ofCharacter("a😀b", 3)).isEqualTo(3);
    assertThat(CutPoint.ofCharacter("a😀", 3)).isEqualTo(3);
    assertThat(CutPoint.ofCharacter("\ude00a", 0)).isZero();
  }
}
