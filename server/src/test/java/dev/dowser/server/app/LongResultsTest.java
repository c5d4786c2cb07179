package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.app.call.ResultText;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code optimizer.maxResultTokens} in a whole gateway. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LongResultsTest {
  private static final String SECOND = "/second/mcp";

  @TempDir private Path folder;
  private final Terminal terminal =
      new Terminal(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);

  private RunningGateway start() throws IOException {
    var command =
        TinyBackend.command().stream()
            .map(word -> "\"" + word + "\"")
            .collect(Collectors.joining(", "));
    var file =
        Files.writeString(
            folder.resolve("dowser.yaml"),
            """
            {"server": {"port": 0}, "backends": [{"name": "read", "command": %s, "args": [%s]}],
             "aggregation": {"tools": [{"workload": "read", "overrides": {"secret": {"name": "result"}}}]},
             "optimizer": {"maxResultTokens": 300},
             "virtualServers": {"second": {
               "aggregation": {"tools": [{"workload": "read", "overrides": {"secret": {"name": "result"}}}]}}}}
            """
                .formatted(
                    command.substring(0, command.indexOf(", ")),
                    command.substring(command.indexOf(", ") + 2)));
    var options = new GatewayOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("o", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs("-c", file.toString(), "--data-dir", folder.resolve("data").toString());
    return RunningGateway.own(Configuration.load(options), terminal);
  }

  private static void await(URI url) {
    for (var server : List.of("main", "second")) {
      Eventually.holds(
          Duration.ofSeconds(40), () -> catalog(url, server).path("tools").size() == 2);
    }
  }

  private static JsonNode catalog(URI url, String server) {
    try (var client = GatewayClient.open(url, Optional.empty(), Optional.of(server))) {
      return client.catalog();
    }
  }

  private static ObjectNode weather() {
    var call = Json.object().put("name", "read_weather");
    call.putObject("arguments").put("city", TinyBackend.TALKATIVE);
    return call;
  }

  private static ObjectNode reading(JsonNode result, int offset) {
    var call = Json.object().put("name", "read_result");
    call.putObject("arguments").put("handle", handle(result)).put("offset", offset);
    return call;
  }

  private static String handle(JsonNode result) {
    return result.path("_meta").path("dev.dowser/shortened").path("handle").asString("");
  }

  @Test
  void maxResultTokens_shortensAndReadsOn_forTheSessionAlone() throws IOException {
    try (var gateway = start()) {
      await(gateway.url());
      try (var client = GatewayClient.open(gateway.url());
          var other = GatewayClient.open(gateway.url())) {
        var shown = client.callTool("call_tool", weather(), _ -> {});

        assertThat(handle(shown)).isNotEmpty();
        assertThat(ResultText.of(client.callTool("call_tool", reading(shown, 700), _ -> {})))
            .startsWith(TinyBackend.TALK.substring(700, 900));
        assertThat(ResultText.of(other.callTool("call_tool", reading(shown, 700), _ -> {})))
            .contains("Call the tool again");
        assertThat(ResultText.of(client.callWhole("call_tool", weather(), _ -> {})))
            .isEqualTo(TinyBackend.TALK);
      }
    }
  }

  @Test
  void nameOfTheReader_isNoToolsName_whereResultsAreShortened() throws IOException {
    try (var gateway = start()) {
      await(gateway.url());
      try (var main = GatewayClient.open(gateway.url());
          var second = GatewayClient.open(gateway.url().resolve(SECOND))) {
        assertThat(ResultText.of(second.callTool("call_tool", weather(), _ -> {})))
            .isEqualTo(TinyBackend.TALK);
        assertThat(ResultText.of(second.callTool("read_result", Json.object(), _ -> {})))
            .isEqualTo("sunny");
        assertThat(ResultText.of(main.callTool("read_result", Json.object(), _ -> {})))
            .startsWith("handle must be");
        assertThat(
                catalog(gateway.url(), "main")
                    .path("tools")
                    .valueStream()
                    .map(t -> t.path("name").asString()))
            .anyMatch(name -> name.matches("read_result_[0-9a-f]{8}"));
      }
    }
  }
}
