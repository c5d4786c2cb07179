package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.mcp.McpEndpoint;
import dev.dowser.server.mcp.Reply;
import io.micronaut.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class McpControllerTest {

  @Test
  void endpointFallsOverWithAnError_clientGetsA500InsteadOfWaitingForEver() {
    var controller = new McpController(new McpEndpoints(new FallingEndpoint(), Map.of()));

    var response =
        controller.delete(HttpRequest.DELETE("/mcp")).orTimeout(10, TimeUnit.SECONDS).join();

    assertThat(response.code()).isEqualTo(500);
  }

  private static final class FallingEndpoint implements McpEndpoint {

    @Override
    public void post(Head head, byte[] body, Reply reply) {
      throw new StackOverflowError("as the test wants it");
    }

    @Override
    public void listen(Head head, Reply reply) {
      throw new StackOverflowError("as the test wants it");
    }

    @Override
    public void delete(Head head, Reply reply) {
      throw new StackOverflowError("as the test wants it");
    }

    @Override
    public void close() {}
  }
}
