package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.index.IndexException;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.Reindex;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.mcp.legacy.LegacyEndpoint;
import dev.dowser.server.mcp.legacy.Surfaces;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.session.AskedMode;
import dev.dowser.server.session.SessionLimits;
import dev.dowser.server.session.Sessions;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** A real HTTP server on a free port over fakes, and a client for it. */
final class TestGateway implements AutoCloseable {
  static final int MAX_BODY = 200_000;
  private static final String BOTH = "application/json, text/event-stream";

  final FixedServer server = new FixedServer();
  final FixedServer otherServer = new FixedServer();
  final ScriptedSurface surface;
  final ScriptedSurface otherSurface;
  final ScriptedMaterial material = new ScriptedMaterial();
  final ScriptedSurface allSurface = new ScriptedSurface(true);
  final AtomicBoolean finding = new AtomicBoolean(true);
  final AtomicBoolean otherFinding = new AtomicBoolean(true);
  final AtomicReference<String> reindexed = new AtomicReference<>("");
  final AtomicReference<Optional<IndexException>> indexFault =
      new AtomicReference<>(Optional.empty());
  private final HttpClient client = HttpClient.newHttpClient();
  private final Heartbeats heartbeats;
  private final HttpServer http;

  private TestGateway(Builder wish) {
    surface = new ScriptedSurface(wish.followsCatalog);
    otherSurface = new ScriptedSurface(wish.followsCatalog);
    heartbeats = new Heartbeats(wish.heartbeat);
    var limits = new SessionLimits(Duration.ofMinutes(30), 10_000);
    var sessions =
        wish.folder
            .map(folder -> Sessions.in(folder, limits, InstantSource.system()))
            .orElseGet(() -> Sessions.inMemory(limits, InstantSource.system()));
    var choice =
        wish.modeOverride
            ? Map.<AskedMode, ToolSurface>of(AskedMode.FIND, surface, AskedMode.ALL, allSurface)
            : Map.<AskedMode, ToolSurface>of();
    var endpoint =
        new LegacyEndpoint(
            server, new Surfaces(surface, choice), material, sessions, heartbeats, "1.2.3");
    var gauges =
        new OperatedServer.Gauges(
            finding::get,
            () ->
                new IndexStatus(
                    2,
                    1,
                    "space-1",
                    5,
                    1,
                    new EmbedderState.Unavailable("not there"),
                    Optional.empty()),
            () -> Optional.of("cannot write the index: No space left on device"),
            sessions::count,
            () -> new OperatedServer.Tokens(12, 34),
            () -> Map.of(new ToolId(new BackendId("files"), "vague"), "schema does not compile"),
            () -> List.of("files_wirte"),
            _ -> 3);
    var otherSessions = sessions.ofVirtualServer("ops");
    var otherEndpoint =
        new LegacyEndpoint(
            otherServer,
            Surfaces.only(otherSurface),
            new ScriptedMaterial(),
            otherSessions,
            heartbeats,
            "1.2.3");
    var otherGauges =
        new OperatedServer.Gauges(
            otherFinding::get,
            () ->
                new IndexStatus(
                    7, 0, "space-1", 0, 1, new EmbedderState.Loading(), Optional.empty()),
            Optional::empty,
            otherSessions::count,
            () -> new OperatedServer.Tokens(56, -78),
            Map::of,
            List::of,
            _ -> 0);
    Reindex reindex =
        asked -> {
          reindexed.set(
              asked.virtualServer().map(name -> name + ": ").orElse("")
                  + asked.backend().map(Object::toString).orElse("all")
                  + " "
                  + asked.full());
          indexFault
              .get()
              .ifPresent(fault -> {
                var seen =
                    new GatewayException(ErrorCode.INTERNAL, "the search index failed", fault);
                throw new GatewayException(ErrorCode.INTERNAL, "the search index failed", seen);
              });
          return new Reindex.Report(
              1,
              2,
              3,
              4,
              List.of("vault"),
              5,
              List.of(
                  new Reindex.BackendChange(
                      "files", List.of("files_new"), List.of(), List.of("x"))));
        };
    http =
        HttpServer.start(
            new HttpSettings(
                "127.0.0.1",
                0,
                wish.path,
                Set.of("gateway.example.com", "pinned.example.com:8443", "mcp_gateway"),
                Set.of("https://tools.example.com"),
                MAX_BODY,
                wish.adminToken),
            new McpEndpoints(endpoint, Map.of("ops", otherEndpoint)),
            new GatewayOperations(
                new RunningProgram("1.2.3", "/home/ana/dowser.yaml", "/home/ana/state"),
                List.of(
                    new OperatedServer("main", wish.path, "find", server, gauges),
                    new OperatedServer("ops", "/ops/mcp", "all", otherServer, otherGauges)),
                reindex,
                () -> "dowser_up 1\n"));
  }

  /** What a test wants to be different. */
  static final class Builder {
    private boolean followsCatalog;
    private String path = "/mcp";
    private boolean modeOverride;
    private Duration heartbeat = Duration.ofSeconds(10);
    private Optional<Path> folder = Optional.empty();
    private Optional<String> adminToken = Optional.empty();

    Builder followsCatalog() {
      followsCatalog = true;
      return this;
    }

    Builder modeOverride() {
      modeOverride = true;
      return this;
    }

    Builder path(String other) {
      path = other;
      return this;
    }

    Builder heartbeat(Duration interval) {
      heartbeat = interval;
      return this;
    }

    Builder folder(Path dataFolder) {
      folder = Optional.of(dataFolder);
      return this;
    }

    Builder adminToken(String token) {
      adminToken = Optional.of(token);
      return this;
    }

    TestGateway start() {
      return new TestGateway(this);
    }
  }

  static TestGateway start() {
    return new Builder().start();
  }

  int port() {
    return http.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder post(String session, String body) {
    return post("/mcp", session, body);
  }

  HttpRequest.Builder post(String path, String session, String body) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Accept", BOTH)
            .POST(BodyPublishers.ofString(body));
    return session.isEmpty() ? request : request.header("Mcp-Session-Id", session);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return sendAsync(request).join();
  }

  HttpResponse<InputStream> open(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofInputStream()).join();
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** Answers the id of a new session. */
  String initialize() {
    return initialize("/mcp");
  }

  /** The same at another path. */
  String initialize(String path) {
    var response =
        send(post(path, "", call(0, "initialize", "{\"protocolVersion\":\"2025-11-25\"}")));
    return response.headers().firstValue("Mcp-Session-Id").orElseThrow();
  }

  static String call(Object id, String method, String params) {
    var json = id instanceof String text ? "\"" + text + "\"" : id.toString();
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}"
        .formatted(json, method, params);
  }

  static String tool(Object id, String name) {
    return call(id, "tools/call", "{\"name\":\"" + name + "\",\"arguments\":{}}");
  }

  static String cancel(Object id) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%s,\"reason\":\"enough\"}}"
        .formatted(id);
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.parse(response.body());
  }

  /** The messages of a whole event stream. */
  static List<JsonNode> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> Json.parse(line.substring("data: ".length())))
        .toList();
  }

  static Map<String, Object> error(HttpResponse<String> response) {
    var error = json(response).path("error");
    return Map.of("status", response.statusCode(), "code", error.path("code").asInt(0));
  }

  static Map<String, Object> error(int status, int code) {
    return Map.of("status", status, "code", code);
  }

  @Override
  public void close() {
    surface.release.countDown();
    otherSurface.release.countDown();
    client.close();
    http.close();
    heartbeats.close();
  }
}
