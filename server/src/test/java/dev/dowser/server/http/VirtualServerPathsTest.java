package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class VirtualServerPathsTest {
  private static final String OPS = "/ops/mcp";
  private static final String PING = TestGateway.call(1, "ping", "{}");

  @Test
  void sessionWorksAtThePathThatMadeIt_elsewhereItIs404() {
    try (var gateway = TestGateway.start()) {
      var main = gateway.initialize();
      var ops = gateway.initialize(OPS);

      assertThat(gateway.send(gateway.post("/mcp", main, PING)).statusCode()).isEqualTo(200);
      assertThat(gateway.send(gateway.post(OPS, ops, PING)).statusCode()).isEqualTo(200);
      for (var foreign :
          List.of(
              gateway.post(OPS, main, PING),
              gateway.post("/mcp", ops, PING),
              gateway.request("/mcp").header("Mcp-Session-Id", ops).DELETE(),
              gateway
                  .request(OPS)
                  .header("Mcp-Session-Id", main)
                  .header("Accept", "text/event-stream")
                  .GET())) {
        assertThat(TestGateway.error(gateway.send(foreign)))
            .isEqualTo(TestGateway.error(404, -32001));
      }
    }
  }

  @Test
  void endingASession_isForTheEndpointOfItsVirtualServer() {
    try (var gateway = TestGateway.start()) {
      var ops = gateway.initialize(OPS);
      var end = gateway.request(OPS).header("Mcp-Session-Id", ops).DELETE();

      assertThat(gateway.send(end).statusCode()).isEqualTo(204);
      assertThat(gateway.send(gateway.post(OPS, ops, PING)).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({"/nobody/mcp", "/admin/mcp", "/main/mcp", "/mcp/mcp", "/Ops/mcp", "/ops/x/mcp"})
  void otherPath_is404(String path) {
    try (var gateway = TestGateway.start()) {
      assertThat(gateway.send(gateway.post(path, "", PING)))
          .returns(404, HttpResponse::statusCode)
          .returns("{\"error\":\"no such path\"}", HttpResponse::body);
    }
  }

  @Test
  void mainPathOfTheSameForm_isStillTheMainOne() {
    try (var gateway = new TestGateway.Builder().path("/tools/mcp").start()) {
      var main = gateway.initialize("/tools/mcp");

      assertThat(gateway.send(gateway.post("/tools/mcp", main, PING)).statusCode()).isEqualTo(200);
      assertThat(gateway.send(gateway.post(OPS, gateway.initialize(OPS), PING)).statusCode())
          .isEqualTo(200);
    }
  }
}
