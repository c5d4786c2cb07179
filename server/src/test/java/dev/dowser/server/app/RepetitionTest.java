package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class RepetitionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tools/list     | {}                                                          | true
          resources/read | {'uri':'x'}                                                 | true
          tools/call     | {'name':'find_tool','arguments':{'query':'x'}}              | true
          tools/call     | {'name':'read'}                                             | true
          tools/call     | {'name':'write'}                                            | false
          tools/call     | {'name':'call_tool','arguments':{'name':'read'}}            | true
          tools/call     | {'name':'call_tool','arguments':{'tool_name':'read'}}       | true
          tools/call     | {'name':'call_tool','arguments':{'name':'find_tool'}}       | true
          tools/call     | {'name':'call_tool','arguments':{'name':'write'}}           | false
          tools/call     | {'name':'call_tool','arguments':{'name':'Read'}}            | false
          tools/call     | {'name':'call_tool'}                                        | false
          tools/call     | {}                                                          | false
          """,
      quoteCharacter = '`')
  void onlyWhatDoesNoHarmTwiceIsSentAgain(String method, String params, boolean allowed) {
    var request =
        new RpcMessage.Request(
            Json.object().numberNode(1),
            method,
            (ObjectNode) Json.parse(params.replace('\'', '"')));

    assertThat(new Repetition("read"::equals).isAllowed(request)).isEqualTo(allowed);
  }
}
