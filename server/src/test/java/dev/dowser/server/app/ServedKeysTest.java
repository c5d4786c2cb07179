package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Logger;
import com.sun.net.httpserver.HttpServer;
import dev.dowser.config.Mode;
import dev.dowser.config.loading.Warning;
import dev.dowser.server.app.call.ResultText;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.backend.mcp.EnvironmentProxies;
import dev.dowser.server.backend.mcp.HttpClients;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** What keys do in a gateway that runs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class ServedKeysTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";

  @TempDir private Path folder;
  private final Terminal terminal =
      new Terminal(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);

  private Configuration configuration(String text) throws IOException {
    var file = Files.writeString(folder.resolve("dowser.yaml"), text);
    return Configuration.load(GatewayOptions.of(file, null, false));
  }

  private static final Duration LONG = Duration.ofSeconds(60);

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Sends by hand, because clients choose some headers themselves. */
  private static String answer(int port, String head, String body) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      var text =
          head + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String post(int port, String more, String body) throws IOException {
    var head =
        "POST /tools HTTP/1.1\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream";
    return answer(port, head + more, body);
  }

  @Test
  void serverNameSessionsAndAdmin() throws IOException {
    Files.writeString(folder.resolve("of.env"), "TOKEN=s3cret\n");
    var port = freePort();
    var text =
        """
        name: engineering
        envFile: of.env
        dataDir: state
        backends: []
        admin: { tokenEnv: TOKEN }
        sessions: { max: 1 }
        server:
          host: localhost
          port: %d
          path: /tools
          allowedHosts: [mcp.example.com]
          allowedOrigins: ["https://app.example.com"]
          maxRequestBytes: 2 KB
        """
            .formatted(port);
    try (var gateway = RunningGateway.own(configuration(text), terminal)) {
      assertThat(gateway.url()).hasToString("http://localhost:" + port + "/tools");
      assertThat(folder.resolve("state/owner.json")).exists();
      assertThat(post(port, "\r\nHost: localhost", INITIALIZE)).contains("\"engineering\"");
      assertThat(post(port, "\r\nHost: mcp.example.com", INITIALIZE)).startsWith("HTTP/1.1 200");
      assertThat(post(port, "\r\nHost: other.example.com", INITIALIZE)).startsWith("HTTP/1.1 403");
      assertThat(post(port, "\r\nHost: localhost\r\nOrigin: https://app.example.com", INITIALIZE))
          .startsWith("HTTP/1.1 200");
      assertThat(post(port, "\r\nHost: localhost\r\nOrigin: https://b.example", INITIALIZE))
          .startsWith("HTTP/1.1 403");
      assertThat(post(port, "\r\nHost: localhost", INITIALIZE + " ".repeat(2_048)))
          .startsWith("HTTP/1.1 413");
      var status = "GET /status HTTP/1.1\r\nHost: localhost";
      assertThat(answer(port, status, "")).startsWith("HTTP/1.1 401");
      assertThat(answer(port, status + "\r\nAuthorization: Bearer s3cret", ""))
          .startsWith("HTTP/1.1 200")
          .contains("\"sessions\":1,");
    }
  }

  @Test
  void sessions_areLetGoWhenTheyAreIdle() throws IOException {
    var text = "{ backends: [], dataDir: ':memory:', server: { port: 0 }, sessions: { idle: 1s } }";
    try (var gateway = RunningGateway.own(configuration(text), terminal)) {
      var port = gateway.url().getPort();
      assertThat(initialized(port)).startsWith("HTTP/1.1 200");

      Eventually.holds(LONG, () -> status(port).path("sessions").asInt(-1) == 0);
    }
  }

  private static String initialized(int port) throws IOException {
    var head =
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream";
    return answer(port, head, INITIALIZE);
  }

  private static JsonNode status(int port) {
    var url = URI.create("http://127.0.0.1:%d/mcp".formatted(port));
    return StatusProbe.ask(url, Optional.empty()) instanceof StatusProbe.Answer.Gateway(var status)
        ? status
        : Json.object();
  }

  @Test
  void backendThatAnnouncesNothing_isAskedAgainAfterTheInterval() throws IOException {
    var command = TinyBackend.command(folder).stream().map(part -> "'" + part + "'").toList();
    var text =
        """
        dataDir: ":memory:"
        mode: all
        server: { port: 0 }
        operational: { discoveryInterval: 1s }
        backends: [{ name: tiny, command: %s, args: %s }]
        """
            .formatted(command.getFirst(), command.subList(1, command.size()));
    try (var gateway = RunningGateway.own(configuration(text), terminal)) {
      Eventually.holds(LONG, () -> asked(gateway.url(), "tools/list").contains("tiny_secret"));
      Files.createFile(folder.resolve("renamed"));

      Eventually.holds(LONG, () -> asked(gateway.url(), "tools/list").contains("tiny_riddle"));
    }
  }

  @Test
  void adminToken_mayStandInAFile() throws IOException {
    Files.writeString(folder.resolve("token"), "s3cret\n");
    var text =
        "{ backends: [], dataDir: ':memory:', server: { port: 0 }, admin: { tokenFile: token } }";
    try (var gateway = RunningGateway.own(configuration(text), terminal)) {
      var status = "GET /status HTTP/1.1\r\nHost: localhost";
      var port = gateway.url().getPort();
      assertThat(answer(port, status, "")).startsWith("HTTP/1.1 401");
      assertThat(answer(port, status + "\r\nAuthorization: Bearer s3cret", ""))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void virtualServers_haveTheirOwnNameBackendsAndMode() throws IOException {
    var text =
        """
        server: { port: 0 }
        dataDir: ":memory:"
        groups: { of-alpha: [alpha] }
        backends: [{ name: alpha, command: "false" }, { name: beta, command: "false" }]
        virtualServers:
          one: { name: other, groupRef: of-alpha, optimizer: { findToolDescription: Look here } }
          two: { backends: [beta] }
          three: { mode: all }
        """;
    try (var gateway = RunningGateway.own(configuration(text), terminal)) {
      var main = gateway.url();
      assertThat(asked(main.resolve("/one/mcp"), "tools/list")).contains("Look here");
      assertThat(asked(main.resolve("/two/mcp"), "tools/list"))
          .contains("beta")
          .doesNotContain("alpha");
      assertThat(asked(main.resolve("/three/mcp"), "tools/list")).doesNotContain("find_tool");
      assertThat(found(main.resolve("/one/mcp"))).contains("alpha").doesNotContain("beta");
      assertThat(found(main)).contains("alpha", "beta");
      var head =
          "POST /one/mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream";
      assertThat(answer(main.getPort(), head, INITIALIZE)).contains("\"other\"");
    }
  }

  private static String asked(URI url, String method) {
    try (var client = GatewayClient.open(url)) {
      return Json.text(client.request(method, Json.object(), _ -> {}));
    }
  }

  /** The servers that an empty query lists. */
  private static String found(URI url) {
    try (var client = GatewayClient.open(url)) {
      return ResultText.of(client.callTool("find_tool", Json.object().put("query", ""), _ -> {}));
    }
  }

  private Configuration served(String... options) throws IOException {
    var file = Files.writeString(folder.resolve("dowser.yaml"), "backends: []\n");
    var command = new ServeCommand();
    new CommandLine(command)
        .parseArgs(
            Stream.concat(Stream.of("-c", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    return command.configuration();
  }

  @Test
  void flagsOfServe_winOverTheFile() throws IOException {
    assertThat(served("--session-ttl", "1h30m0s").settings().sessions().idle())
        .isEqualTo(Duration.ofMinutes(90));
    assertThat(served("--port", "1").settings().server().port()).isEqualTo(1);
    assertThat(served("--host", "::1").settings().server().host()).isEqualTo("::1");
    assertThat(served("--mode", "all").settings().virtualServer().mode()).isEqualTo(Mode.ALL);
    assertThat(served().settings().sessions().idle()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void flagThatIsNotBuilt_isWarnedAbout() throws IOException {
    assertThat(served("--enable-audit").warnings())
        .extracting(Warning::render)
        .contains("command line: --enable-audit: is accepted but has no effect yet");
    assertThat(served().warnings()).hasSize(1);
  }

  @Test
  void logLevel() throws IOException {
    var ours = (Logger) LoggerFactory.getLogger("dev.dowser");
    var before = ours.getLevel();
    try {
      var _ = configuration("{ backends: [], operational: { logLevel: error } }");
      assertThat(ours.getLevel()).hasToString("ERROR");
      var _ = served("--debug");
      assertThat(ours.getLevel()).hasToString("DEBUG");
    } finally {
      ours.setLevel(before);
    }
  }

  private Connector only(String text, HttpClients http) throws IOException {
    var settings = configuration(text).settings();
    var plans =
        Translation.plans(settings.virtualServer().backends(), settings.operational(), http);
    assertThat(plans).hasSize(1);
    return plans.getFirst().connector();
  }

  @Test
  void process_getsArgumentsVariablesAndFolder() throws IOException {
    Files.createDirectories(folder.resolve("there"));
    Files.writeString(folder.resolve("of.env"), "FROM_FILE=c\n");
    var text =
        """
        envFile: of.env
        groupRef: mine
        groups: { mine: [p] }
        backends:
          - name: p
            command: sh
            args: ["-c", 'echo "$GIVEN,$FROM_FILE,$NOT_NAMED" > said', "x"]
            env: { GIVEN: b }
            inheritEnv: [FROM_FILE]
            cwd: there
          - { name: not-in-the-group, command: sh }
        """;
    try (var http = new HttpClients(new EnvironmentProxies(Map.of()))) {
      var connector = only(text, http);

      assertThat(
              catchThrowable(() -> connector.connect(Duration.ofSeconds(20), new DeafListener())))
          .isNotNull();
    }
    assertThat(folder.resolve("there/said")).hasContent("b,c,");
  }

  @Test
  void remote_isAskedAtItsAddressWithItsHeaders() throws IOException {
    var asked = new CopyOnWriteArrayList<String>();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          var keys = Stream.of("X-Key", "X-Env", "X-File").map(headers::getFirst).toList();
          asked.add(exchange.getRequestURI() + " " + keys);
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    server.start();
    Files.writeString(folder.resolve("of.env"), "KEY=e\n");
    Files.writeString(folder.resolve("key"), "f\n");
    try (var http = new HttpClients(new EnvironmentProxies(Map.of()))) {
      var connector =
          only(
              """
              envFile: of.env
              backends:
                - name: r
                  url: http://127.0.0.1:%d/deep
                  headers: { X-Key: k }
                  headersEnv: { X-Env: KEY }
                  headersFile: { X-File: key }
              """
                  .formatted(server.getAddress().getPort()),
              http);
      assertThat(
              catchThrowable(() -> connector.connect(Duration.ofSeconds(20), new DeafListener())))
          .isNotNull();
    } finally {
      server.stop(0);
    }
    assertThat(asked).contains("/deep [k, e, f]");
  }
}
