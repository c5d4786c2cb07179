package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.app.call.ResultText;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** A gateway whose index folder is taken away before the first backend answers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class IndexFaultTest {
  private static final Duration LONG = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void indexRefusesTheFirstCatalog_gatewayIsNotReadyAndSaysWhyUntilItTakesIt()
      throws IOException, InterruptedException {
    try (var gateway = start()) {
      var url = gateway.url();
      takeIndexFolderAway();
      Eventually.holds(LONG, () -> status(url).at("/backends/0/state").asString().equals("ready"));

      Eventually.holds(LONG, () -> out.toString(StandardCharsets.UTF_8).contains("cannot write"));
      assertThat(status(url).at("/index/lastError").asString()).contains("cannot write the index");
      assertThat(status(url).at("/index/catalogVersion").asInt()).isZero();
      assertThat(readiness(url)).isEqualTo(503);
      assertThat(find(url)).contains("cannot be searched now");

      reindex(url);

      assertThat(readiness(url)).isEqualTo(200);
      assertThat(find(url)).contains("tiny_weather");
      Eventually.holds(LONG, () -> status(url).at("/index/lastError").isMissingNode());
    }
  }

  private RunningGateway start() throws IOException {
    var command =
        TinyBackend.command().stream().map(part -> "\"" + part + "\"").collect(Collectors.toList());
    var file =
        Files.writeString(
            folder.resolve("dowser.yaml"),
            "{\"server\": {\"port\": 0}, \"backends\": [{\"name\": \"tiny\", \"command\": %s, \"args\": %s}]}"
                .formatted(command.getFirst(), command.subList(1, command.size())));
    var options = new GatewayOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("o", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs("-c", file.toString(), "--data-dir", folder.resolve("data").toString());
    return RunningGateway.own(
        Configuration.load(options),
        new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false));
  }

  private void takeIndexFolderAway() throws IOException {
    var index = folder.resolve("data").resolve("index");
    try (var files = Files.list(index)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(index);
  }

  private static JsonNode status(URI url) {
    try (var client = GatewayClient.open(url)) {
      return client.admin("/status", Optional.empty(), Optional.empty());
    }
  }

  private static void reindex(URI url) {
    try (var client = GatewayClient.open(url)) {
      var _ = client.admin("/admin/reindex", Optional.of(Json.object()), Optional.empty());
    }
  }

  private static String find(URI url) {
    try (var client = GatewayClient.open(url)) {
      var arguments = Json.object().put("query", "weather of a city");
      return ResultText.of(client.callTool("find_tool", arguments, _ -> {}));
    } catch (RuntimeException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private int readiness(URI url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(url.resolve("/health/readiness")).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }
}
