package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerTest {
  private static final TestGateway gateway = TestGateway.start();

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:4483",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.1.2.3",
        "[::1]:4483",
        "gateway.example.com",
        "gateway.example.com:99",
        "pinned.example.com:8443",
        "mcp_gateway",
        "mcp_gateway:4483"
      })
  void hostIsLoopbackOrListed_isLetIn(String host) throws IOException {
    assertThat(statusOf("/ping", "Host: " + host)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "evil.example@localhost",
        "evil.example#localhost",
        "pinned.example.com",
        "pinned.example.com:9",
        "mcp_gateway:4483:80",
        "mcp_gateway:",
        "localhost.",
        "169.254.169.254",
        "[::2]",
        ""
      })
  void hostIsAnother_is403OnEveryPath(String host) throws IOException {
    for (var path : new String[] {"/ping", "/health", "/mcp", "/status", "/nothing"}) {
      assertThat(statusOf(path, "Host: " + host)).as(path).isEqualTo(403);
    }
  }

  @Test
  void hostIsMissingOrDoubled_isRefused() throws IOException {
    assertThat(statusOf("/ping", "X: y")).isBetween(400, 403);
    assertThat(statusOf("/ping", "Host: localhost\nHost: evil.example")).isBetween(400, 403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost",
        "http://localhost:5173",
        "https://127.0.0.1:6274",
        "http://[::1]:3000",
        "https://tools.example.com"
      })
  void originIsLoopbackOrListed_isLetIn(String origin) throws IOException {
    assertThat(statusOf("/ping", "Host: localhost\nOrigin: " + origin)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://tools.example.com.evil.example",
        "http://tools.example.com",
        "https://tools.example.com:444",
        "null",
        "file://",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "chrome-extension://localhost"
      })
  void originIsAnother_is403OnEveryPath(String origin) throws IOException {
    for (var path : new String[] {"/ping", "/mcp", "/admin/catalog", "/nothing"}) {
      assertThat(statusOf(path, "Host: localhost\nOrigin: " + origin)).as(path).isEqualTo(403);
    }
  }

  @Test
  void pageOfAnotherOriginPosts_is403() throws IOException {
    var request =
        """
        POST /mcp HTTP/1.1
        Host: localhost
        Origin: http://evil.example
        Content-Type: application/json
        Content-Length: 2

        {}\
        """;
    try (var raw = RawRequest.send(gateway.port(), request)) {
      assertThat(raw.status()).isEqualTo(403);
    }
  }

  private static int statusOf(String path, String headers) throws IOException {
    var request = "GET " + path + " HTTP/1.1\n" + headers + "\nConnection: close\n\n";
    try (var raw = RawRequest.send(gateway.port(), request)) {
      return raw.status();
    }
  }
}
