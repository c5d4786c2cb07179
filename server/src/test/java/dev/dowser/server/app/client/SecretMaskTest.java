package dev.dowser.server.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretMaskTest {

  private static String masked(String text) {
    var mask = new SecretMask();
    return text.lines().map(mask::masked).collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-  \"Authorization\": \"Bearer s3cret\"",
        "-  \"env\": { \"API_KEY\":\"s3cret\", \"A\": \"b\" }",
        "-  \"args\": [\"-y\", \"--api-key\", \"s3cret\", \"x\"]",
        "-  \"args\": [\"--token=s3cret\"]",
        "-  \"args\": [\"--header\", \"Authorization: Bearer s3cret\"]",
        "-    \"--api-key\",\n-    \"s3cret\"",
        "-  \"password\":\n-    \"s3cret\"",
        "-  \"url\": \"https://h/mcp?x=1&apiKey=s3cret&y=2\"",
        "-  \"db\": \"postgresql://u:s3cret@h/db\"",
        "-  \"tokens\": [\"s3cret\"]",
        "-  \"password\": \"a\\\"s3cret\""
      })
  void secret_isHidden(String text) {
    assertThat(masked(text)).contains("***").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-  \"args\": [\"-y\", \"server@1.0\", \"--max-tokens\", \"5\"]",
        "-  \"url\": \"http://127.0.0.1:4483/mcp\"",
        "-  \"args\": [\"--api-key\"],\n-  \"command\": \"x\"",
        "-  \"Authorization\": \"Bearer ${TOKEN}\"",
        "-  \"auth\": { \"type\": \"none\" }",
        "@@ -1,3 +1,4 @@"
      })
  void everythingElse_isShown(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void restOfTheLine_isShown() {
    assertThat(masked("-  \"a\": { \"token\": \"s3cret\", \"command\": \"run\" },"))
        .isEqualTo("-  \"a\": { \"token\": \"***\", \"command\": \"run\" },");
  }
}
