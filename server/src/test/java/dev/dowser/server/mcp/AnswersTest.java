package dev.dowser.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import org.junit.jupiter.api.Test;

final class AnswersTest {

  @Test
  void faultIsOurs_itsMessageStaysInside() {
    var failure = new GatewayException(ErrorCode.INTERNAL, "cannot read a path of ours");

    assertThat(Answers.failed(Json.parse("1"), "tools/call", failure).error().message())
        .isEqualTo("internal error");
  }

  @Test
  void faultIsTheClients_itIsToldWhatFits() {
    var failure = new GatewayException(ErrorCode.BAD_PARAMETERS, "name must be a string");

    assertThat(Answers.failed(Json.parse("1"), "tools/call", failure).error().message())
        .isEqualTo("name must be a string");
  }
}
