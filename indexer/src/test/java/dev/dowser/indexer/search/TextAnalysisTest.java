package dev.dowser.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextAnalysisTest {
  private final TextAnalysis analysis = new TextAnalysis();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create_issue           | createissue create issue
          createIssue            | createissue create issue
          create-issues          | create issue
          list the issues of me  | list issue me
          getS3Object            | gets3object get s 3 object
          Café                   | cafe
          天气预报                 | 天气 气预 预报
          погода в Москве        | погода в москве
          user's                 | user
          !!! -- ()              |
          """)
  void words(String text, String expected) {
    var words = expected == null ? List.of() : List.of(expected.split(" "));

    assertThat(analysis.words(text)).isEqualTo(words);
  }
}
