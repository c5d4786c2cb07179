package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WholeWordsTest {
  private static final long NONE = -1;

  @Test
  void wordsInOnePieceCount_markersOfBeginAndEndDoNot() {
    String[] pieces = {"[CLS]", "weather", "in", "vie", "##nna", "[SEP]"};

    assertThat(WholeWords.share(pieces, new long[] {NONE, 0, 1, 2, 2, NONE})).hasValue(2.0 / 3);
  }

  @Test
  void digitsPunctuationAndSingleLetters_areNoWords() {
    String[] pieces = {"8", ".", "a", "pod"};

    assertThat(WholeWords.share(pieces, new long[] {0, 1, 2, 3})).hasValue(1);
  }

  @Test
  void wordThatBeginsWithOneLetter_isAWordInPieces() {
    assertThat(WholeWords.share(new String[] {"z", "##xc", "##v"}, new long[] {0, 0, 0}))
        .hasValue(0);
  }

  @Test
  void marksOfOtherTokenizersAtTheBeginOfAWord_areNoLetters() {
    assertThat(WholeWords.share(new String[] {"\u0120pods", "\u2581x"}, new long[] {0, 1}))
        .hasValue(1);
  }

  @Test
  void noWord_isUnknown() {
    assertThat(WholeWords.share(new String[] {"[CLS]", "42"}, new long[] {NONE, 0})).isEmpty();
    assertThat(WholeWords.share(new String[0], new long[0])).isEmpty();
  }
}
