package dev.dowser.server.app;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.DataDirectory;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.server.app.doctor.Diagnosis;
import dev.dowser.server.app.doctor.Finding;
import dev.dowser.server.app.doctor.HostChecks;
import dev.dowser.server.app.doctor.ProgramChecks;
import dev.dowser.server.app.doctor.Programs;
import dev.dowser.server.app.doctor.StatusChecks;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.app.shell.Waiting;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.text.PlainText;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at a configuration at work: through the gateway that runs with it, else through one of this
 * process, which then also proves programs and port.
 *
 * @param patience how long backends may take to come up
 * @param token for a running gateway that wants one
 * @param screen shows what is waited for
 */
record GatewayCheck(
    Configuration configuration, Duration patience, Optional<String> token, Terminal screen) {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration VERSION = Duration.ofSeconds(10);
  private static final Duration MODEL = Duration.ofSeconds(60);
  private static final int TEXTS = 5;
  private static final String SAMPLE = "read a file from a repository";

  void add(Diagnosis diagnosis) {
    programs(diagnosis);
    var place = owner().map(Ownership.Owner::url).or(this::configured);
    if (place.isEmpty()) {
      alone(diagnosis);
      return;
    }
    var running = place.get();
    switch (StatusProbe.ask(running, token)) {
      case StatusProbe.Answer.Gateway(var status) when isOurs(status) ->
          running(running, settled(running, status), diagnosis);
      case StatusProbe.Answer.Gateway(var status) -> {
        diagnosis.add(another(running, status));
        connecting(diagnosis);
      }
      case StatusProbe.Answer.Silent(var code) ->
          diagnosis.add(
              Finding.fail(
                  "gateway",
                  "what answers at %s does not tell its state (HTTP %d)".formatted(running, code),
                  "give its admin token with --token-env"));
      case StatusProbe.Answer.Nothing() -> alone(diagnosis);
    }
  }

  private void programs(Diagnosis diagnosis) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    var started =
        configuration.settings().backends().stream()
            .filter(StdioBackendSettings.class::isInstance)
            .map(StdioBackendSettings.class::cast)
            .toList();
    diagnosis.add(new ProgramChecks(new Programs(path, VERSION)).of(started));
  }

  private Optional<Ownership.Owner> owner() {
    return configuration.settings().dataDir() instanceof DataDirectory.OnDisk(var folder)
        ? Ownership.read(folder).filter(owner -> Attachment.answers(owner.url()))
        : Optional.empty();
  }

  private Optional<URI> configured() {
    var server = configuration.settings().server();
    var host = server.isLoopback() ? server.host() : "127.0.0.1";
    var name = host.contains(":") ? "[::1]" : host;
    return server.port() == 0
        ? Optional.empty()
        : Optional.of(URI.create("http://%s:%d%s".formatted(name, server.port(), server.path())));
  }

  private boolean isOurs(JsonNode status) {
    var ours = configuration.program();
    return status.path("config").asString("").equals(ours.config())
        && status.path("dataDir").asString("").equals(ours.dataDir());
  }

  private Finding another(URI url, JsonNode status) {
    return Finding.fail(
        "gateway",
        "another gateway answers at %s: it runs with %s and the data folder %s"
            .formatted(url, told(status, "config"), told(status, "dataDir")),
        "serve would refuse to start beside it: end it, or give this one its own server.port and dataDir; what follows is about this one, connected for once");
  }

  private static String told(JsonNode status, String key) {
    var value = text(status, key);
    return value.isEmpty() ? "(it does not say which)" : value;
  }

  private static String text(JsonNode node, String key) {
    return PlainText.line(node.path(key).asString(""));
  }

  /** The gateway's state when nothing comes up any more, or as it is after all patience. */
  private JsonNode settled(URI url, ObjectNode first) {
    var status = new AtomicReference<JsonNode>(first);
    Supplier<List<String>> missing =
        () -> {
          if (StatusProbe.ask(url, token) instanceof StatusProbe.Answer.Gateway(var now)) {
            status.set(now);
          }
          return StatusChecks.comingUp(status.get());
        };
    try {
      var _ = new Waiting(screen, patience, LOOK, InstantSource.system()).until(missing);
      return status.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", stop);
    }
  }

  private void running(URI url, JsonNode status, Diagnosis diagnosis) {
    diagnosis.add(
        Finding.ok("gateway", "runs at %s, version %s".formatted(url, text(status, "version"))));
    diagnosis.add(StatusChecks.model(status));
    diagnosis.add(StatusChecks.backends(status, Map.of()));
    diagnosis.add(StatusChecks.virtualServers(status));
    diagnosis.add(StatusChecks.unknown(status, names()));
  }

  private List<String> names() {
    return configuration.settings().backends().stream().map(BackendSettings::name).toList();
  }

  private void alone(Diagnosis diagnosis) {
    var server = configuration.settings().server();
    diagnosis.add(Finding.ok("gateway", "none runs with this configuration; connecting for once"));
    diagnosis.add(HostChecks.port(server.host(), server.port()));
    connecting(diagnosis);
  }

  private void connecting(Diagnosis diagnosis) {
    // No tool has this name: it waits for all, in a folder that passes.
    try (var gateway =
        AloneGateway.start(
            configuration,
            Terminal.nowhere(),
            new Readiness.Calling(""),
            AloneGateway.waiting(screen, patience))) {
      diagnosis.add(model(gateway.progress()));
      var status = gateway.status();
      diagnosis.add(StatusChecks.backends(status, gateway.progress().report().took()));
      diagnosis.add(StatusChecks.virtualServers(status));
    } catch (CommandFailed | GatewayException fault) {
      diagnosis.add(
          Finding.fail(
              "gateway", String.valueOf(fault.getMessage()), "serve would end with this too"));
    }
  }

  private static List<Finding> model(Progress progress) {
    try {
      var settled = progress.awaitModel(MODEL);
      return List.of(
          switch (progress.modelState()) {
            case EmbedderState.Ready(var embedder) -> timed(embedder);
            case EmbedderState.Unavailable(var reason) ->
                Finding.fail(
                    "model",
                    reason,
                    "correct embedding in the configuration, or delete models in the data folder; until then finding goes by words alone");
            case EmbedderState.Loading() ->
                Finding.fail(
                    "model",
                    (settled ? "still loading" : "not loaded within " + MODEL.toSeconds() + " s"),
                    "look whether disk and memory are enough");
          });
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", stop);
    }
  }

  private static Finding timed(Embedder embedder) {
    try {
      var _ = embedder.embedQuery(SAMPLE);
      var began = System.nanoTime();
      for (var text = 0; text < TEXTS; text++) {
        var _ = embedder.embedQuery(SAMPLE + " " + text);
      }
      var millis = Duration.ofNanos((System.nanoTime() - began) / TEXTS).toMillis();
      return Finding.ok(
          "model",
          "%s loads, %d dimensions, %d ms a text"
              .formatted(embedder.space().model(), embedder.space().dimensions(), millis));
    } catch (EmbeddingException fault) {
      return Finding.fail(
          "model", String.valueOf(fault.getMessage()), "correct embedding in the configuration");
    }
  }
}
