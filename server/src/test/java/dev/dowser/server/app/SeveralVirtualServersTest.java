package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.app.call.ResultText;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.http.FindWish;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Two virtual servers over one backend that counts its starts. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SeveralVirtualServersTest {
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private final Terminal terminal =
      new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false);

  @BeforeEach
  void write() throws IOException {
    var command =
        TinyBackend.command(folder).stream()
            .map(part -> "\"" + part + "\"")
            .collect(Collectors.toList());
    var text =
        """
        server: { port: 0 }
        backends: [{ name: tiny, command: %s, args: %s }]
        virtualServers:
          ops:
            optimizer: { allowModeOverride: true, pinnedTools: [weathr] }
            aggregation:
              conflictResolution: auto
              tools:
                - workload: tiny
                  filter: [weather]
                  overrides: { weather: { annotations: { readOnlyHint: true } } }
        """
            .formatted(command.removeFirst(), command);
    Files.writeString(folder.resolve("dowser.yaml"), text);
  }

  private RunningGateway start() {
    return RunningGateway.own(configuration(), terminal);
  }

  private Configuration configuration() {
    var options = new GatewayOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("o", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs("-c", folder.resolve("dowser.yaml").toString(), "--data-dir", data().toString());
    return Configuration.load(options);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static URI ops(RunningGateway gateway) {
    return gateway.url().resolve("/ops/mcp");
  }

  private static String find(URI url) {
    try (var client = GatewayClient.open(url)) {
      var arguments = Json.object().put("query", "weather of a city, or a secret");
      return ResultText.of(client.callTool("find_tool", arguments, _ -> {}));
    }
  }

  private static void awaitTools(RunningGateway gateway) {
    Eventually.holds(
        LONG,
        () ->
            find(gateway.url()).contains("tiny_weather")
                && find(ops(gateway)).contains("weather("));
  }

  /** The text of a direct call. */
  private static String call(URI url, String tool) {
    try (var client = GatewayClient.open(url)) {
      return ResultText.of(client.callTool(tool, Json.object(), _ -> {}));
    }
  }

  private static JsonNode status(RunningGateway gateway) {
    try (var client = GatewayClient.open(gateway.url())) {
      return client.admin("/status", Optional.empty(), Optional.empty());
    }
  }

  @Test
  void desktopClient_attachesToTheOneItNames() {
    try (var gateway = start();
        var attachment = new Attachment(configuration(), "ops")) {
      awaitTools(gateway);

      assertThat(attachment.url()).isEqualTo(ops(gateway));
      assertThat(call(attachment.url(), "weather")).isEqualTo("sunny");
      assertThat(attachment.isRepeatable(attachment.url(), "weather")).isTrue();
    }
  }

  @Test
  void desktopClientThatStartsTheGatewayItself_asksTheOneItNamesWhetherACallMayBeRepeated() {
    try (var attachment = new Attachment(configuration(), "ops")) {
      Eventually.holds(LONG, () -> find(attachment.url()).contains("weather("));

      assertThat(attachment.isRepeatable(attachment.url(), "weather")).isTrue();
      assertThat(attachment.isRepeatable(attachment.url(), "tiny_weather")).isFalse();
    }
  }

  @Test
  void desktopClientWhoseFileWasEditedSinceTheOwnerStarted_attachesWhereTheOwnerIs()
      throws IOException {
    try (var gateway = start()) {
      var file = folder.resolve("dowser.yaml");
      Files.writeString(file, Files.readString(file).replace("port: 0", "port: 0, path: /other"));

      try (var attachment = new Attachment(configuration())) {
        assertThat(attachment.url()).isEqualTo(gateway.url());
      }
    }
  }

  @Test
  void desktopClientOfAnUnknownOne_isToldWhichThereAre() {
    assertThatThrownBy(() -> new Attachment(configuration(), "oops"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("is called oops; there are: main, ops");
  }

  @ParameterizedTest
  @ValueSource(strings = {"find weather", "tools", "call weather", "reindex"})
  void verb_asksTheOneThatItsOptionNames(String verb) {
    try (var gateway = start()) {
      awaitTools(gateway);

      assertThat(run(gateway, verb + " --virtual-server ops")).isZero();
      assertThat(err.toString()).doesNotContain("virtual server");
      assertThat(run(gateway, verb + " --virtual-server oops")).isOne();
      assertThat(err.toString()).contains("is called oops; there are: main, ops");
    }
  }

  private int run(RunningGateway gateway, String words) {
    var all = new ArrayList<>(List.of(words.split(" ")));
    all.addAll(List.of("--url", gateway.url().toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(Writer.nullWriter()))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void stdio_speaksForTheOneThatItsOptionNames() {
    var file = folder.resolve("dowser.yaml").toString();
    var code =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute(
                "stdio", "-c", file, "--data-dir", data().toString(), "--virtual-server", "oops");

    assertThat(code).isOne();
    assertThat(err.toString()).contains("is called oops; there are: main, ops");
  }

  @Test
  void eachHasItsOwnNamesAndTools_overOneProcess() throws IOException {
    try (var gateway = start()) {
      awaitTools(gateway);

      assertThat(call(gateway.url(), "tiny_weather")).isEqualTo("sunny");
      assertThat(call(gateway.url(), "tiny_secret")).isEqualTo("sunny");
      assertThat(call(ops(gateway), "weather")).isEqualTo("sunny");
      assertThat(find(ops(gateway))).doesNotContain("secret").doesNotContain("tiny_");
      for (var foreign : new String[] {"tiny_weather", "secret", "tiny_secret"}) {
        assertThatThrownBy(() -> call(ops(gateway), foreign))
            .isInstanceOf(CommandFailed.class)
            .hasMessageContaining("Unknown tool");
      }
      assertThat(Files.readAllLines(folder.resolve("starts"))).hasSize(1);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains(gateway.url().toString(), "ops            " + ops(gateway))
          .contains("2 tools of 1 of 1 backends");
    }
  }

  private static List<String> listed(URI url) {
    try (var client = GatewayClient.open(url)) {
      return client.listed().stream().map(tool -> tool.path("name").asString("")).toList();
    }
  }

  @Test
  void clientChoosesTheMode_whereItMay() {
    try (var gateway = start()) {
      awaitTools(gateway);

      assertThat(listed(ops(gateway).resolve("/ops/mcp?mode=all"))).containsExactly("weather");
      assertThat(listed(ops(gateway))).containsExactly("find_tool", "call_tool");
      assertThat(listed(gateway.url().resolve("/mcp?mode=all")))
          .containsExactly("find_tool", "call_tool");
    }
  }

  private static GatewayClient client(RunningGateway gateway, String virtualServer) {
    return GatewayClient.open(gateway.url(), Optional.empty(), Optional.of(virtualServer));
  }

  private static List<String> names(GatewayClient client) {
    var tools = client.catalog().path("tools");
    return tools.valueStream().map(tool -> tool.path("name").asString("")).toList();
  }

  @Test
  void addressOfOne_saysWhichIsAsked() {
    try (var gateway = start()) {
      awaitTools(gateway);

      try (var ops = GatewayClient.open(ops(gateway))) {
        assertThat(names(ops)).containsExactly("weather");
        assertThat(ops.find(wish()).path("hits")).hasSize(1);
      }
    }
  }

  private static FindWish wish() {
    var needs = List.of("weather of a city");
    return new FindWish(Optional.empty(), needs, Optional.empty(), 8, false);
  }

  @Test
  void refusalOfTheGateway_isToldInItsWords() {
    try (var gateway = start()) {
      assertThat(run(gateway, "reindex --backend nobody")).isOne();
      assertThat(err.toString())
          .contains("/admin/reindex answered 404: no backend of this name")
          .doesNotContain("{");
    }
  }

  @Test
  void commandLineAsksTheOneThatIsNamed() {
    try (var gateway = start()) {
      awaitTools(gateway);

      try (var ops = client(gateway, "ops");
          var main = client(gateway, "main")) {
        assertThat(ResultText.of(ops.callTool("weather", Json.object(), _ -> {})))
            .isEqualTo("sunny");
        assertThat(names(ops)).containsExactly("weather");
        assertThat(names(main)).containsExactly("tiny_secret", "tiny_weather");
      }
      assertThatThrownBy(() -> client(gateway, "opps"))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("is called opps; there are: main, ops");
    }
  }

  @Test
  void indexesAndMetersAreSeparate() throws IOException {
    try (var gateway = start()) {
      awaitTools(gateway);
      Eventually.holds(LONG, () -> pending(status(gateway)) == 0);

      var status = status(gateway);
      assertThat(status.at("/virtualServers/0/index/tools").asInt()).isEqualTo(2);
      assertThat(status.at("/virtualServers/1/index/tools").asInt()).isEqualTo(1);
      assertThat(status.at("/virtualServers/1/path").asString()).isEqualTo("/ops/mcp");
      assertThat(status.at("/virtualServers/1/pinnedWithoutTool"))
          .isEqualTo(Json.parse("[\"weathr\"]"));
      try (var stream = gateway.url().resolve("/prometheus").toURL().openStream()) {
        assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
            .contains("dowser_index_tools{virtual_server=\"main\"} 2.0")
            .contains("dowser_index_tools{virtual_server=\"ops\"} 1.0");
      }
    }
  }

  /** All tools while the model loads. */
  private static int pending(JsonNode status) {
    return status.at("/virtualServers/0/index/pendingVectors").asInt(-1)
        + status.at("/virtualServers/1/index/pendingVectors").asInt(-1);
  }

  @Test
  void restartWhileTheBackendIsSilent_bothAnswerFromWhatWasKept() throws IOException {
    try (var gateway = start()) {
      awaitTools(gateway);
    }
    Files.createFile(folder.resolve("hold"));

    try (var gateway = start()) {
      awaitTools(gateway);

      var status = status(gateway);
      assertThat(status.at("/backends/0/state").asString()).isEqualTo("connecting");
      assertThat(status.at("/virtualServers/0/index/stale").asInt()).isEqualTo(2);
      assertThat(status.at("/virtualServers/1/index/stale").asInt()).isEqualTo(1);
      assertThat(data().resolve("names/ops.json")).exists();
      assertThat(data().resolve("indexes/ops")).isDirectory();
    }
  }
}
