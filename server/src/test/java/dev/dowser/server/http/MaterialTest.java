package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.server.gateway.Subscriber;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Prompts, resources and templates on the wire. */
@Timeout(30)
final class MaterialTest {
  private static final BackendId FILES = new BackendId("files");

  private final TestGateway gateway = TestGateway.start();

  @AfterEach
  void close() {
    gateway.close();
  }

  private JsonNode capabilities() {
    var response =
        gateway.send(
            gateway.post(
                "", TestGateway.call(0, "initialize", "{\"protocolVersion\":\"2025-11-25\"}")));
    return TestGateway.json(response).at("/result/capabilities");
  }

  private JsonNode ask(String method, String params) {
    return TestGateway.json(
        gateway.send(gateway.post(gateway.initialize(), TestGateway.call(1, method, params))));
  }

  @Test
  void whatBackendsOffer_isDeclared() {
    gateway.material.capabilities = Set.of(Capability.values());

    assertThat(capabilities())
        .isEqualTo(
            Json.parse(
                """
                {"tools": {"listChanged": false}, "logging": {},
                 "prompts": {"listChanged": true},
                 "resources": {"subscribe": true, "listChanged": true},
                 "completions": {}}
                """));
  }

  @Test
  void whatNoBackendOffers_isNotDeclared() {
    assertThat(capabilities())
        .isEqualTo(Json.parse("{\"tools\":{\"listChanged\":false},\"logging\":{}}"));

    gateway.material.capabilities = Set.of(Capability.RESOURCES);
    assertThat(capabilities().path("resources"))
        .isEqualTo(Json.parse("{\"subscribe\":false,\"listChanged\":true}"));
  }

  @ParameterizedTest
  @CsvSource({
    "prompts/list, prompts, prompts",
    "resources/list, resources, resources",
    "resources/templates/list, resourceTemplates, templates",
  })
  void listHasPages(String method, String member, String kind) {
    var first = ask(method, "{}").path("result");
    var second = ask(method, "{\"cursor\":\"second\"}").path("result");

    assertThat(first)
        .isEqualTo(
            Json.parse(
                "{\"%s\":[{\"kind\":\"%s\",\"after\":\"\"}],\"nextCursor\":\"second\"}"
                    .formatted(member, kind)));
    assertThat(second)
        .isEqualTo(
            Json.parse(
                "{\"%s\":[{\"kind\":\"%s\",\"after\":\"second\"}]}".formatted(member, kind)));
    assertThat(ask(method, "{\"cursor\":\"bad\"}").at("/error/code").asInt()).isEqualTo(-32602);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prompts/get | {\"name\":\"greet\"} | {\"got\":\"greet\"}",
        "resources/read | {\"uri\":\"x:a\"} | {\"read\":true}",
        "completion/complete | {} | {\"completed\":true}",
        "resources/subscribe | {\"uri\":\"x:a\"} | {}",
        "resources/unsubscribe | {\"uri\":\"x:a\"} | {}",
      })
  void answerOfTheBackend_isTheResult(String method, String params, String result) {
    assertThat(ask(method, params).path("result")).isEqualTo(Json.parse(result));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x:down | {\"code\":-32603,\"message\":\"backend 'x' is not available\"}",
        "x:late | {\"code\":-32603,\"message\":\"No answer within 30 s.\"}",
        "x:unknown | {\"code\":-32002,\"message\":\"Resource not found\",\"data\":{\"uri\":\"x:unknown\"}}",
      })
  void whatCannotBeRead_isAnErrorAndNoResult(String uri, String error) {
    var answer = ask("resources/read", "{\"uri\":\"" + uri + "\"}");

    assertThat(answer.path("error")).isEqualTo(Json.parse(error));
    assertThat(answer.has("result")).isFalse();
  }

  @Test
  void changedResource_isToldToTheSessionThatSubscribed_oncePerWhile()
      throws IOException, InterruptedException {
    var session = gateway.initialize();
    try (var stream = RawRequest.send(gateway.port(), get(session));
        var other = RawRequest.send(gateway.port(), get(gateway.initialize()))) {
      stream.lineThatBegins(":");
      other.lineThatBegins(":");
      var subscriber = subscribe(session);
      for (int i = 0; i < 1_000; i++) {
        subscriber.updated(FILES, "x:a", "x:a");
      }

      assertThat(stream.lineThatBegins("data: "))
          .isEqualTo(
              "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"x:a\"}}");
      gateway.close();
      assertThat(stream.rest()).doesNotContain("resources/updated");
      assertThat(other.rest()).doesNotContain("resources/updated");
    }
  }

  @Test
  void changeWhileNoStreamWasOpen_isToldOnTheNextOne() throws IOException, InterruptedException {
    var session = gateway.initialize();
    var subscriber = subscribe(session);
    subscriber.updated(FILES, "x:a", "x:a");

    try (var stream = RawRequest.send(gateway.port(), get(session))) {
      assertThat(stream.lineThatBegins("data: ")).contains("\"uri\":\"x:a\"");
    }
  }

  @Test
  void sessionThatTheNextGatewayRevives_isSubscribedAgainAndHearsOfWhatIsGone(@TempDir Path folder)
      throws IOException, InterruptedException {
    String session;
    try (var before = new TestGateway.Builder().folder(folder).start()) {
      session = before.initialize();
      for (var uri : List.of("x:a", "x:gone", "x:b")) {
        before.send(before.post(session, TestGateway.call(1, "resources/subscribe", uri(uri))));
      }
      before.send(before.post(session, TestGateway.call(1, "resources/unsubscribe", uri("x:b"))));
    }

    try (var next = new TestGateway.Builder().folder(folder).start();
        var stream = RawRequest.send(next.port(), get(session))) {
      assertThat(stream.lineThatBegins("data: ")).contains("resources/updated", "x:gone");
      assertThat(next.material.resumed).containsExactly("x:a", "x:gone");

      next.send(next.post(session, TestGateway.call(1, "ping", "{}")));
      assertThat(next.material.resumed).hasSize(2);
    }
  }

  private static String uri(String uri) {
    return "{\"uri\":\"" + uri + "\"}";
  }

  @Test
  void oneSession_isOneSubscriber_whichLeavesWithIt() throws InterruptedException {
    var session = gateway.initialize();
    var subscriber = subscribe(session);
    assertThat(subscribe(session)).isSameAs(subscriber);
    assertThat(subscribe(gateway.initialize())).isNotSameAs(subscriber);

    gateway.send(gateway.request("/mcp").header("Mcp-Session-Id", session).DELETE());

    assertThat(gateway.material.left.poll(10, TimeUnit.SECONDS)).isSameAs(subscriber);
  }

  private Subscriber subscribe(String session) throws InterruptedException {
    gateway.send(
        gateway.post(session, TestGateway.call(1, "resources/subscribe", "{\"uri\":\"x:a\"}")));
    return gateway.material.subscribed.take();
  }

  @ParameterizedTest
  @CsvSource({"prompts, resources", "resources, prompts", "templates, prompts"})
  void changeOfMaterial_isToldForItsListAlone(String changed, String other) throws IOException {
    try (var stream = RawRequest.send(gateway.port(), get(gateway.initialize()))) {
      stream.lineThatBegins(":");
      gateway.server.change(FixedServer.withMaterial(2, changed));

      var list = changed.equals("templates") ? "resources" : changed;
      assertThat(stream.lineThatBegins("data: "))
          .contains("notifications/" + list + "/list_changed");
      gateway.close();
      assertThat(stream.rest()).doesNotContain("notifications/" + other);
    }
  }

  private static String get(String session) {
    return """
    GET /mcp HTTP/1.1
    Host: localhost
    Accept: text/event-stream
    Mcp-Session-Id: %s

    """
        .formatted(session);
  }
}
