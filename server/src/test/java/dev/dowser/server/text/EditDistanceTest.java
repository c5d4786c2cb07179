package dev.dowser.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({"'', '', 0", "abc, '', 3", "kitten, sitting, 3", "flaw, lawn, 2", "ab, ba, 2"})
  void editsBetweenTwoWords(String a, String b, int edits) {
    assertThat(EditDistance.of(a, b)).isEqualTo(edits);
    assertThat(EditDistance.of(b, a)).isEqualTo(edits);
  }
}
