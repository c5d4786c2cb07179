package dev.dowser.server.app;

import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Asks an address whether a gateway runs there, within seconds. */
final class StatusProbe {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private StatusProbe() {}

  /** What answers. */
  sealed interface Answer {

    /** A gateway with its {@code /status}. */
    record Gateway(ObjectNode status) implements Answer {}

    /** A gateway, most likely, that does not tell us. */
    record Silent(int status) implements Answer {}

    /** Nothing, or something else. */
    record Nothing() implements Answer {}
  }

  static Answer ask(URI endpoint, Optional<String> token) {
    var request = HttpRequest.newBuilder(endpoint.resolve("/status")).timeout(ANSWER);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    try (var http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      if (response.statusCode() == 401 || response.statusCode() == 403) {
        return new Answer.Silent(response.statusCode());
      }
      return Json.parse(response.body()) instanceof ObjectNode status && status.has("backends")
          ? new Answer.Gateway(status)
          : new Answer.Nothing();
    } catch (IOException | JacksonException nothing) {
      return new Answer.Nothing();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Answer.Nothing();
    }
  }
}
