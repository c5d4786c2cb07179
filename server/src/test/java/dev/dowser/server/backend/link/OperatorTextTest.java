package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperatorTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exit 1: Authorization: Bearer abc.def-123456        | exit 1: Authorization: Bearer ***
          no route to https://joe:s3cret@example.com/mcp      | no route to https://***@example.com/mcp
          GET https://example.com/mcp?api_key=123456&x=1 failed | GET https://example.com/mcp?api_key=***&x=1 failed
          GITHUB_TOKEN=abcdef is not valid                    | GITHUB_TOKEN=*** is not valid
          bad {"password": "a b c"}                           | bad {"password": ***}
          token ghp_abcdefghijkl rejected                     | token *** rejected
          exited with status 137                              | exited with status 137
          unexpected token in JSON at position 3              | unexpected token in JSON at position 3
          """)
  void hidesWhatLooksLikeASecretAndNothingElse(String raw, String shown) {
    assertThat(OperatorText.clean(raw)).isEqualTo(shown);
  }

  @Test
  void becomesOneLineOfBoundedLength() {
    var text = OperatorText.clean("a\n\tb\u001b[31m " + "x".repeat(100_000));

    assertThat(text).startsWith("a b [31m x").endsWith("...").hasSize(500);
  }
}
