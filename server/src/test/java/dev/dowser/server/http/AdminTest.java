package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminTest {
  private final TestGateway gateway = TestGateway.start();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void statusHasItsShape() {
    gateway.server.change(FixedServer.catalog(7, "read", "write*"));
    gateway.initialize();

    assertThat(TestGateway.json(gateway.send(gateway.request("/status"))))
        .isEqualTo(
            Json.parse(
                """
                {"version": "1.2.3", "config": "/home/ana/dowser.yaml", "dataDir": "/home/ana/state",
                 "catalogVersion": 7,
                 "backends": [
                   {"name": "files", "state": "ready", "since": "2026-11-21T10:00:00Z",
                    "transport": "stdio", "generation": "legacy", "tools": 1,
                    "prompts": 2, "resources": 3, "resourceTemplates": 4, "lostSubscriptions": 3,
                    "leftOut": [
                      {"name": "odd", "reason": "name is empty"},
                      {"name": "odd", "reason": "its name is another's"},
                      {"name": "vague",
                       "reason": "its arguments are not wholly checked: schema does not compile"}]},
                   {"name": "vault", "state": "needs login", "since": "2026-11-21T10:00:00Z",
                    "transport": "streamable-http", "generation": "unknown", "tools": 0,
                    "prompts": 0, "resources": 0, "resourceTemplates": 0, "lostSubscriptions": 3,
                    "leftOut": [], "lastError": "401"}],
                 "index": {"tools": 2, "pendingVectors": 1, "space": "space-1", "stale": 1, "catalogVersion": 1,
                   "model": {"state": "unavailable", "reason": "not there"},
                   "lastError": "cannot write the index: No space left on device"},
                 "sessions": 1,
                 "tokens": {"shown": 12, "saved": 34},
                 "virtualServers": [
                   {"name": "main", "path": "/mcp", "mode": "find", "catalogVersion": 7, "tools": 2,
                    "backends": [
                      {"name": "files", "leftOut": [
                        {"name": "odd", "reason": "its name is another's"},
                        {"name": "vague",
                         "reason": "its arguments are not wholly checked: schema does not compile"}]},
                      {"name": "vault", "leftOut": []}],
                    "pinnedWithoutTool": ["files_wirte"],
                    "index": {"tools": 2, "pendingVectors": 1, "space": "space-1", "stale": 1, "catalogVersion": 1,
                              "model": {"state": "unavailable", "reason": "not there"},
                              "lastError": "cannot write the index: No space left on device"},
                    "sessions": 1,
                    "tokens": {"shown": 12, "saved": 34}},
                   {"name": "ops", "path": "/ops/mcp", "mode": "all", "catalogVersion": 1, "tools": 1,
                    "backends": [
                      {"name": "files",
                       "leftOut": [{"name": "odd", "reason": "its name is another's"}]},
                      {"name": "vault", "leftOut": []}],
                    "pinnedWithoutTool": [],
                    "index": {"tools": 7, "pendingVectors": 0, "space": "space-1", "stale": 0, "catalogVersion": 1,
                              "model": {"state": "loading"}},
                    "sessions": 0,
                    "tokens": {"shown": 56, "saved": -78}}]}
                """));
  }

  @Test
  void materialThatClientsDoNotSee_standsUnderItsBackend() {
    gateway.server.change(FixedServer.withMaterial(2, "prompts"));

    assertThat(
            TestGateway.json(gateway.send(gateway.request("/status"))).at("/backends/0/leftOut/3"))
        .isEqualTo(Json.parse("{\"name\": \"x:b\", \"reason\": \"resource: vault has the same\"}"));
  }

  @Test
  void catalogTellsEveryTool() {
    assertThat(TestGateway.json(gateway.send(gateway.request("/admin/catalog"))))
        .isEqualTo(
            Json.parse(
                """
                {"version": 1,
                 "tools": [{"name": "files_read", "backend": "files", "tool": "read",
                            "stale": false, "description": "Does read",
                            "repeatable": true}],
                 "leftOut": [{"name": "files/odd", "reason": "its name is another's"}]}
                """));
  }

  @Test
  void findTellsHits() {
    var response = gateway.send(gateway.request("/admin/find?q=read%20a%20file"));

    assertThat(TestGateway.json(response))
        .isEqualTo(
            Json.parse(
                """
                {"mode": "lexical",
                 "hits": [{"name": "files_read", "backend": "files", "tool": "read",
                           "stale": false, "score": 0.9}],
                 "more": 3}
                """));
  }

  private static final String REASON =
      """
      {"lexical": 4.5, "semantic": 0.5, "named": false, "sum": 3.8,
       "words": {"rank": 1, "counts": 1.8,
                 "matches": [{"word": "read", "score": 4.5, "fields": ["name", "parameterNames"]}]},
       "meaning": {"rank": 3, "counts": 2.0, "whole": 0.4, "head": 0.5}}
      """;

  private static String needs(String query, boolean refused) {
    return """
    [{"need": 0, "query": "%s", "candidates": 2,
      "words": {"weight": 0.4, "because": "few words",
                "list": [{"word": "read", "tools": 1},
                         {"word": "fiel", "tools": 2, "takenFor": ["file"]}]},
      "meaning": {"model": "m", "compared": 2, "mean": 0.3, "spread": 0.1, "best": 0.5},
      "suitability": {"refused": %s, "because": "best similarity decides"},
      "bestSum": 4.2}]
    """
        .formatted(query, refused);
  }

  @Test
  void findExplainsOnRequest() {
    var response = gateway.send(gateway.request("/admin/find?q=read%20a%20fiel&explain=true"));

    assertThat(TestGateway.json(response))
        .isEqualTo(
            Json.parse(
                """
                {"mode": "lexical",
                 "hits": [{"name": "files_read", "backend": "files", "tool": "read",
                           "stale": false, "score": 0.9, "reason": %s}],
                 "more": 3,
                 "needs": %s}
                """
                    .formatted(REASON, needs("read a fiel", false))));
  }

  @Test
  void refusedNeed_showsTheClosestToolAndWhy() {
    var response = gateway.send(gateway.request("/admin/find?q=nothing%20suits&explain=true"));

    assertThat(TestGateway.json(response))
        .isEqualTo(
            Json.parse(
                """
                {"mode": "hybrid",
                 "hits": [],
                 "closest": [{"name": "files_read", "backend": "files", "tool": "read",
                              "stale": false, "score": 0.9, "reason": %s}],
                 "more": 0,
                 "needs": %s}
                """
                    .formatted(REASON, needs("nothing suits", true))));
  }

  @Test
  void severalNeeds_hitsTellTheirs() {
    var response = gateway.send(gateway.request("/admin/find?q=read&q=&q=write"));

    var json = TestGateway.json(response);
    assertThat(json.path("hits").path(0).path("need").asInt(-1)).isZero();
    assertThat(json.path("needs")).isEqualTo(Json.parse("[\"read\", \"write\"]"));
  }

  @Test
  void textThatWasSplit_partsAreTheNeeds() {
    var response = gateway.send(gateway.request("/admin/find?q=sing%20and%20read"));

    var json = TestGateway.json(response);
    assertThat(json.at("/hits/0/need").asInt()).isEqualTo(1);
    assertThat(json.path("needs")).isEqualTo(Json.parse("[\"sing\", \"read\"]"));
  }

  @Test
  void oneNeed_isNotRepeated() {
    var response = gateway.send(gateway.request("/admin/find?q=read"));

    assertThat(TestGateway.json(response).has("needs")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"files, 200, 1", "vault, 200, 0", "nobody, 404, 0", "'', 404, 0"})
  void findLooksAtOneServerOnRequest(String name, int status, int hits) {
    var response = gateway.send(gateway.request("/admin/find?q=x&server=" + name));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(TestGateway.json(response).path("hits").size()).isEqualTo(hits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?q=",
        "?q=x&limit=0",
        "?q=x&limit=51",
        "?q=x&limit=many",
        "?q=x&explain=maybe",
        "?q=x&as=anna",
        "?q=1&q=2&q=3&q=4&q=5&q=6&q=7&q=8&q=9&q=10&q=11&q=12&q=13&q=14&q=15&q=16&q=17&q=18&q=19&q=20&q=21"
      })
  void findIsAskedWrongly_is400(String query) {
    assertThat(gateway.send(gateway.request("/admin/find" + query)).statusCode()).isEqualTo(400);
  }

  @Test
  void virtualServersAreAskedByName() {
    gateway.otherServer.change(FixedServer.catalog(9, "sing"));

    for (var path : List.of("/admin/find?q=x", "/admin/catalog?a=b")) {
      var main = gateway.send(gateway.request(path));
      var named = gateway.send(gateway.request(path + "&virtualServer=main"));
      var other = gateway.send(gateway.request(path + "&virtualServer=ops"));

      assertThat(main.body()).contains("files_read").isEqualTo(named.body());
      assertThat(other.body()).contains("files_sing").doesNotContain("files_read");
      assertThat(gateway.send(gateway.request(path + "&virtualServer=nobody")))
          .returns(404, HttpResponse::statusCode)
          .returns(
              "{\"error\":\"no virtual server of this name; there are: main, ops\"}",
              HttpResponse::body);
    }
  }

  @Test
  void notReadyBeforeEveryVirtualServerFinds() {
    gateway.otherFinding.set(false);

    assertThat(gateway.send(gateway.request("/health/readiness")).statusCode()).isEqualTo(503);
  }

  @Test
  void explainedTextThatWasSplit_isExplainedByPart() {
    var response = gateway.send(gateway.request("/admin/find?q=sing%20and%20read&explain=true"));

    var json = TestGateway.json(response);
    assertThat(json.at("/hits/0/need").asInt()).isEqualTo(1);
    assertThat(json.at("/needs/0/need").asInt()).isEqualTo(1);
    assertThat(json.at("/needs/0/query").asString()).isEqualTo("read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "Via", "X-Real-IP"})
  void requestCameThroughAProxy_is403(String header) {
    for (var path :
        new String[] {"/status", "/status/", "/prometheus", "/admin/catalog", "/admin/find?q=x"}) {
      var response = gateway.send(gateway.request(path).header(header, "for=192.0.2.1"));

      assertThat(response.statusCode()).as(path).isIn(403, 404);
    }
    assertThat(gateway.send(ReindexTest.request(gateway, "{}").header(header, "x")).statusCode())
        .isEqualTo(403);
    assertThat(gateway.reindexed.get()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer secret-token, 200",
    "bearer secret-token, 200",
    "Bearer secret-toke, 401",
    "Bearer secret-token2, 401",
    "Basic secret-token, 401",
    "'', 401"
  })
  void tokenIsSet_onlyItsBearerIsAnOperator(String authorization, int status) {
    try (var guarded = new TestGateway.Builder().adminToken("secret-token").start()) {
      var request = guarded.request("/status").header("Authorization", authorization);
      var response = guarded.send(request);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
          .isEqualTo(status == 401);
    }
  }

  @Test
  void metrics_areForOperatorsInPrometheusFormat() {
    try (var guarded = new TestGateway.Builder().adminToken("secret-token").start()) {
      var request = guarded.request("/prometheus");
      assertThat(guarded.send(request).statusCode()).isEqualTo(401);

      var response = guarded.send(request.header("Authorization", "Bearer secret-token"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("dowser_up 1\n");
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValue("text/plain; version=0.0.4; charset=utf-8");
    }
  }

  @Test
  void tokenIsSet_proxiesDoNotMatter() {
    try (var guarded = new TestGateway.Builder().adminToken("secret-token").start()) {
      var request =
          guarded
              .request("/status")
              .header("Authorization", "Bearer secret-token")
              .header("X-Forwarded-For", "192.0.2.1");

      assertThat(guarded.send(request).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ping | true | 200 | pong",
        "/ping | false | 200 | pong",
        "/health | true | 200 | {\"status\":\"ok\"}",
        "/health | false | 200 | {\"status\":\"starting\"}",
        "/health/liveness | false | 200 | {\"status\":\"ok\"}",
        "/health/readiness | true | 200 | {\"status\":\"ok\"}",
        "/health/readiness | false | 503 | {\"status\":\"starting\"}"
      })
  void healthIsOpenAndBrief(String path, boolean finding, int status, String body) {
    gateway.finding.set(finding);
    var response = gateway.send(gateway.request(path).header("X-Forwarded-For", "192.0.2.1"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
  }
}
