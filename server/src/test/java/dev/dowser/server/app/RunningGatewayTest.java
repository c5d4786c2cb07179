package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.app.call.ResultText;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class RunningGatewayTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false);

  private Configuration configuration(int port, String more) throws IOException {
    var command = TinyBackend.command();
    var text =
        """
        {"server": {"port": %d}, "backends": [{"name": "tiny", "command": "%s", "args": %s}] %s}
        """
            .formatted(
                port,
                command.getFirst(),
                command.subList(1, command.size()).stream()
                    .map(argument -> "\"" + argument + "\"")
                    .toList(),
                more);
    var file = Files.writeString(folder.resolve("dowser.yaml"), text);
    return reloaded(file);
  }

  private Configuration reloaded(Path file) {
    var options = new GatewayOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("o", mixin(options)))
        .parseArgs("-c", file.toString(), "--data-dir", dataFolder().toString());
    return Configuration.load(options);
  }

  private static CommandLine.Model.CommandSpec mixin(GatewayOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  private Path dataFolder() {
    return folder.resolve("data");
  }

  private static String find(URI url, String query) {
    try (var client = GatewayClient.open(url)) {
      var arguments = Json.object().put("query", query);
      return ResultText.of(client.callTool("find_tool", arguments, progress -> {}));
    }
  }

  private static void awaitTool(URI url) {
    Eventually.holds(
        Duration.ofSeconds(40), () -> find(url, "weather of a city").contains("tiny_weather"));
  }

  private static Set<Thread> userThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && thread.isAlive())
        .collect(Collectors.toSet());
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Test
  void wholeGateway_findsCallsAndEndsWithoutATrace() throws IOException {
    var childrenBefore = children();
    var threadsBefore = userThreads();
    var gateway = RunningGateway.own(configuration(0, ""), terminal);
    var url = gateway.url();
    awaitTool(url);
    assertThat(call(url)).isEqualTo("sunny");
    assertThat(printed("find", "--url", url.toString(), "--explain", "wether of a city"))
        .contains("tiny_weather", "wether taken for weather", "words    ");
    assertThat(Ownership.read(dataFolder()).orElseThrow().url()).isEqualTo(url);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(url.toString()).contains("2 tools");
    assertThat(children()).isNotEqualTo(childrenBefore);

    var began = System.nanoTime();
    gateway.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    assertThat(children()).isEqualTo(childrenBefore);
    Eventually.holds(Duration.ofSeconds(5), () -> threadsBefore.containsAll(userThreads()));
    assertThat(Ownership.read(dataFolder())).isEmpty();
    Ownership.take(dataFolder()).orElseThrow().close();
    try (var again = new ServerSocket(url.getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  /** What a verb prints. */
  private static String printed(String... arguments) {
    var printed = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.commandLine().execute(arguments)).isZero();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void sessionFindsAndCalls_metersTellTokensAndRank() throws IOException {
    try (var gateway = RunningGateway.own(configuration(0, ""), terminal)) {
      var url = gateway.url();
      awaitTool(url);
      try (var client = GatewayClient.open(url)) {
        client.callTool("find_tool", Json.object().put("query", "weather of a city"), _ -> {});
        client.callTool("call_tool", Json.object().put("name", "tiny_weather"), _ -> {});
      }

      var tokens = status(url).path("tokens");
      assertThat(scrape(url))
          .contains("dowser_called_rank_total{rank=\"1\",virtual_server=\"main\"} 1.0");
      assertThat(tokens.path("shown").asLong()).isPositive();
      assertThat(tokens.path("saved").asLong()).isEqualTo(-tokens.path("shown").asLong());
    }
  }

  private static JsonNode status(URI url) {
    try (var client = GatewayClient.open(url)) {
      return client.admin("/status", Optional.empty(), Optional.empty());
    }
  }

  private static String scrape(URI url) throws IOException {
    try (var stream = url.resolve("/prometheus").toURL().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String call(URI url) {
    try (var client = GatewayClient.open(url)) {
      var arguments = Json.object().put("name", "tiny_weather");
      arguments.putObject("arguments").put("city", "Graz");
      return ResultText.of(client.callTool("call_tool", arguments, progress -> {}));
    }
  }

  @Test
  void portTaken_opensNothingAndReleasesTheFolder() throws IOException {
    var threadsBefore = userThreads();
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var configuration = configuration(taken.getLocalPort(), "");

      assertThatThrownBy(() -> RunningGateway.own(configuration, terminal))
          .isInstanceOf(GatewayException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
    Ownership.take(dataFolder()).orElseThrow().close();
    Eventually.holds(Duration.ofSeconds(5), () -> threadsBefore.containsAll(userThreads()));
    RunningGateway.own(configuration(0, ""), terminal).close();
  }

  @Test
  void desktopGateway_takesAnotherPortAndListensHereAlone() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var plain = configuration(taken.getLocalPort(), "");
      var open = plain.settings().withServer(plain.settings().server().withHost("0.0.0.0"));
      try (var attachment = new Attachment(plain.with(open))) {
        assertThat(attachment.url().getHost()).isEqualTo("127.0.0.1");
        assertThat(attachment.url().getPort()).isNotEqualTo(taken.getLocalPort());
        assertThat(attachment.url()).isEqualTo(Ownership.read(dataFolder()).orElseThrow().url());
        awaitTool(attachment.url());
      }
    }
  }

  @Test
  void secondDesktopClient_attachesToTheFirstAndFollowsIt() throws IOException {
    var configuration = configuration(0, "");
    var owner = RunningGateway.own(configuration, terminal);
    try (var second = new Attachment(configuration)) {
      var first = owner.url();
      assertThat(second.url()).isEqualTo(first);
      assertThat(second.renew(first)).isEqualTo(first);

      owner.close();

      assertThat(second.renew(first)).isNotEqualTo(first);
      awaitTool(second.url());
    }
    Ownership.take(dataFolder()).orElseThrow().close();
  }

  @Test
  void strangerOnTheDeadOwnersPort_isNotTakenForTheOwner() throws IOException {
    var configuration = configuration(0, "");
    var owner = RunningGateway.own(configuration, terminal);
    try (var second = new Attachment(configuration)) {
      var first = owner.url();
      owner.close();
      try (var _ = new ServerSocket(first.getPort(), 50, InetAddress.getLoopbackAddress())) {
        assertThat(second.renew(first)).isNotEqualTo(first);
      }
    }
  }

  @Test
  void cardOfADeadOwner_isNotBelieved() throws IOException {
    Files.createDirectories(dataFolder());
    try (var stranger = new FakeGateway()) {
      Files.writeString(
          dataFolder().resolve("owner.json"),
          "{\"pid\":1,\"url\":\"%s\",\"config\":\"%s\"}"
              .formatted(stranger.url(), folder.resolve("dowser.yaml")));
      try (var attachment = new Attachment(configuration(0, ""))) {
        assertThat(attachment.url()).isNotEqualTo(stranger.url());
      }
    }
  }

  @Test
  void settings_reachWhatTheyAreFor() throws IOException {
    var more =
        """
        , "mode": "all", "aggregation": {"conflictResolutionConfig": {"prefixFormat": "x-{workload}-"},
          "tools": [{"workload": "tiny", "filter": ["wea*"]}]}
        """;
    try (var gateway = RunningGateway.own(configuration(0, more), terminal)) {
      Eventually.holds(
          Duration.ofSeconds(40), () -> catalog(gateway.url()).contains("x-tiny-weather"));
      assertThat(catalog(gateway.url())).doesNotContain("secret");
    }
  }

  /** A second backend with the same tools. */
  private Configuration clashing(String strategy) throws IOException {
    var loaded = configuration(0, "");
    var file = loaded.file();
    var text = Files.readString(file);
    var list = text.indexOf("[{\"name\"") + 1;
    var tiny = text.substring(list, text.lastIndexOf(']'));
    Files.writeString(
        file,
        text.substring(0, list)
            + tiny.replace("\"tiny\"", "\"twin\"")
            + ", "
            + tiny
            + "], \"aggregation\": {\"conflictResolution\": \""
            + strategy
            + "\"}}");
    return reloaded(file);
  }

  @Test
  void manualNamingAndClashes_endTheStartNamingAllClaimants() throws IOException {
    try (var gateway = RunningGateway.own(clashing("manual"), terminal)) {
      assertThatThrownBy(gateway::awaitEnd)
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("secret: twin/secret, tiny/secret")
          .hasMessageContaining("weather: twin/weather, tiny/weather");
    }
    Ownership.take(dataFolder()).orElseThrow().close();
  }

  @Test
  void manualNamingAndClashes_desktopClientsAreToldWhy() throws IOException {
    try (var attachment = new Attachment(clashing("manual"))) {
      var url = attachment.url();
      Eventually.holds(Duration.ofSeconds(40), () -> Ownership.read(dataFolder()).isEmpty());

      assertThatThrownBy(() -> attachment.renew(url)).hasMessageContaining("tiny/weather");
    }
  }

  @Test
  void autoNaming_keepsItsNamesInTheDataFolder() throws IOException {
    var configuration = clashing("auto");
    try (var gateway = RunningGateway.own(configuration, terminal)) {
      Eventually.holds(
          Duration.ofSeconds(40), () -> catalog(gateway.url()).contains("\"tiny_weather\""));
      assertThat(catalog(gateway.url())).contains("\"name\":\"weather\",\"backend\":\"twin\"");
    }

    assertThat(dataFolder().resolve("names").resolve("main.json"))
        .content()
        .contains("\"tiny_weather\"");
  }

  @Test
  void overrides_reachFindingAndCalling() throws IOException {
    var more =
        """
        , "aggregation": {"tools": [{"workload": "tiny", "overrides": {"weather": {
            "name": "forecast", "description": "Foretells storms", "hide": ["city"],
            "defaults": {"city": "Graz"}}}}]}
        """;
    try (var gateway = RunningGateway.own(configuration(0, more), terminal)) {
      var url = gateway.url();
      Eventually.holds(
          Duration.ofSeconds(40), () -> find(url, "foretells storms").contains("tiny_forecast()"));
      try (var client = GatewayClient.open(url)) {
        assertThat(ResultText.of(called(client, "{}"))).isEqualTo("sunny");
        assertThat(ResultText.of(called(client, "{\"city\": \"x\"}"))).contains("sets city itself");
      }
    }
  }

  @Test
  void overrides_changeWhatIsShownAndSent() throws IOException {
    var more =
        """
        , "mode": "all", "aggregation": {"tools": [{"workload": "tiny", "overrides": {"weather": {
            "title": "Sky", "values": {"city": {"home": "Graz"}},
            "annotations": {"title": "Heaven", "readOnlyHint": true, "destructiveHint": false,
              "idempotentHint": true, "openWorldHint": false},
            "constraints": {"properties": {"city": {"const": "Wien"}}},
            "constraintsMessage": "only Wien"}}}]}
        """;
    try (var gateway = RunningGateway.own(configuration(0, more), terminal)) {
      Eventually.holds(
          Duration.ofSeconds(40), () -> catalog(gateway.url()).contains("tiny_weather"));
      try (var client = GatewayClient.open(gateway.url())) {
        var home = Json.object().put("city", "home");
        assertThat(ResultText.of(client.callTool("tiny_weather", home, _ -> {})))
            .contains("only Wien");
        assertThat(Json.text(client.request("tools/list", Json.object(), _ -> {})))
            .contains("\"title\":\"Sky\"", "\"enum\":[\"home\"]", "\"title\":\"Heaven\"")
            .contains("\"readOnlyHint\":true", "\"destructiveHint\":false")
            .contains("\"idempotentHint\":true", "\"openWorldHint\":false");
      }
    }
  }

  private static JsonNode called(GatewayClient client, String arguments) {
    var call = Json.object().put("name", "tiny_forecast");
    call.set("arguments", Json.parse(arguments));
    return client.callTool("call_tool", call, _ -> {});
  }

  @Test
  void constraintsThatCannotBeChecked_refuseTheStart() throws IOException {
    var more =
        """
        , "aggregation": {"tools": [{"workload": "tiny", "overrides": {"weather": {
            "constraints": {"$ref": "#/none"}}}}]}
        """;

    assertThatThrownBy(() -> RunningGateway.own(configuration(0, more), terminal))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("aggregation.tools[0].overrides.weather.constraints: ")
        .hasMessageContaining("none");
  }

  private static String catalog(URI url) {
    try (var client = GatewayClient.open(url)) {
      return Json.text(client.admin("/admin/catalog", Optional.empty(), Optional.empty()));
    }
  }
}
