package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ModeOverrideTest {
  private static final String ALL = "/mcp?mode=all";
  private static final String INITIALIZE =
      TestGateway.call(0, "initialize", "{\"protocolVersion\":\"2025-11-25\"}");
  private static final String LIST = TestGateway.call(1, "tools/list", "{}");

  @TempDir private Path folder;

  private TestGateway allowing() {
    return new TestGateway.Builder().folder(folder).modeOverride().start();
  }

  @Test
  void sessionKeepsTheModeItAskedFor_alsoAfterARestart() {
    String all;
    String find;
    try (var gateway = allowing()) {
      all = gateway.initialize(ALL);
      find = gateway.initialize();
      gateway.send(gateway.post("/mcp?mode=find", all, LIST));
      gateway.send(gateway.post(ALL, find, LIST));

      assertThat(gateway.allSurface.listings).containsExactly(all);
      assertThat(gateway.surface.listings).containsExactly(find);
    }
    try (var gateway = allowing()) {
      gateway.send(gateway.post("/mcp", all, LIST));

      assertThat(gateway.allSurface.listings).containsExactly(all);
    }
    try (var gateway = new TestGateway.Builder().folder(folder).start()) {
      gateway.send(gateway.post("/mcp", all, LIST));

      assertThat(gateway.surface.listings).containsExactly(all);
    }
  }

  @Test
  void headerIsAsGoodAsTheAddress() {
    try (var gateway = allowing()) {
      var asked = gateway.post("", INITIALIZE).header("Dowser-Mode", "all");
      var session = gateway.send(asked).headers().firstValue("Mcp-Session-Id").orElseThrow();
      gateway.send(gateway.post(session, LIST));

      assertThat(gateway.allSurface.listings).containsExactly(session);
    }
  }

  @Test
  void capabilitiesAreThoseOfTheMode() {
    try (var gateway = allowing()) {
      var path = "/result/capabilities/tools/listChanged";

      assertThat(answer(gateway, ALL).at(path).asBoolean()).isTrue();
      assertThat(answer(gateway, "/mcp").at(path).asBoolean(true)).isFalse();
    }
  }

  private static JsonNode answer(TestGateway gateway, String path) {
    return TestGateway.json(gateway.send(gateway.post(path, "", INITIALIZE)));
  }

  @ParameterizedTest
  @CsvSource({
    "/mcp?mode=some, '', 'mode must be one of find, all'",
    "/mcp?mode=, '', 'mode must be one of find, all'",
    "/mcp, ALL, 'mode must be one of find, all'",
    "/mcp?mode=all, find, 'ask for one mode, in the address or in the header Dowser-Mode, not for two'"
  })
  void whatIsNoMode_is400WithWhatIs(String path, String header, String message) {
    try (var gateway = allowing()) {
      var request = gateway.post(path, "", INITIALIZE);
      if (!header.isEmpty()) {
        request.header("Dowser-Mode", header);
      }
      var response = gateway.send(request);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(TestGateway.json(response).at("/error/message").asString()).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mcp?mode=some", "/mcp?mode=all"})
  void notAllowed_isIgnored(String path) {
    try (var gateway = TestGateway.start()) {
      var session = gateway.initialize(path);
      gateway.send(gateway.post(path, session, LIST));

      assertThat(gateway.surface.listings).containsExactly(session);
    }
  }

  @Test
  void noticesGoToTheSessionsWhoseListChanged() throws IOException {
    try (var gateway = allowing();
        var heard = listen(gateway, gateway.initialize(ALL));
        var silent = listen(gateway, gateway.initialize())) {
      gateway.server.change(FixedServer.catalog(2, "write"));

      var events = new BufferedReader(new InputStreamReader(heard, StandardCharsets.UTF_8));
      var line = events.readLine();
      while (!line.startsWith("data:")) {
        line = events.readLine();
      }
      assertThat(line).contains("notifications/tools/list_changed");
      assertThat(new String(silent.readNBytes(silent.available()), StandardCharsets.UTF_8))
          .doesNotContain("list_changed");
    }
  }

  private static InputStream listen(TestGateway gateway, String session) {
    return gateway
        .open(
            gateway
                .request("/mcp")
                .header("Mcp-Session-Id", session)
                .header("Accept", "text/event-stream")
                .GET())
        .body();
  }
}
