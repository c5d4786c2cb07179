package dev.dowser.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

final class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "0.1000000000000000055511151231257827",
        "12345678901234567890123",
        "9007199254740993",
        "-1",
        "1E+400",
        "{\"b\":1,\"a\":[null,true,\"\\u0000\"]}"
      })
  void valueComesOutAsItWentIn(String json) {
    assertThat(Json.text(Json.parse(json))).isEqualTo(json);
    assertThat(Json.bytes(Json.parse(json.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void halfOfASurrogatePairIsNotReplaced() {
    assertThat(Json.bytes(Json.parse("\"\\uD83D\"")))
        .isEqualTo("\"\\uD83D\"".getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "{\"a\":[-1.5E-99999999999]}", "1.", "NaN", "01"})
  void numberCannotBeHeld_isAJacksonException(String json) {
    assertThatThrownBy(() -> Json.parse(json)).isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> Json.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void nestingHasALimit() {
    assertThat(Json.parse("[".repeat(500) + "]".repeat(500)).isArray()).isTrue();
    assertThatThrownBy(() -> Json.parse("[".repeat(501) + "]".repeat(501)))
        .isInstanceOf(JacksonException.class);
  }
}
