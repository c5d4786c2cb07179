package dev.dowser.models.remote;

import dev.dowser.models.remote.EmbeddingServer.Api;
import dev.dowser.models.remote.EmbeddingServer.Limits;
import dev.dowser.models.remote.EmbeddingServer.Texts;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of servers. */
final class Servers {
  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static final Duration LONG = Duration.ofSeconds(30);

  private Servers() {}

  static EmbeddingServer at(URI url) {
    return new EmbeddingServer(
        url,
        Api.AUTO,
        Optional.of("acme-embed"),
        OptionalInt.empty(),
        Map.of("Authorization", "Bearer s3cret"),
        new Limits(LONG, LONG, 32),
        new Texts("", "", 1024));
  }

  static EmbeddingServer with(EmbeddingServer server, Texts texts) {
    return new EmbeddingServer(
        server.url(),
        server.api(),
        server.model(),
        server.dimensions(),
        server.headers(),
        server.limits(),
        texts);
  }

  static EmbeddingServer with(EmbeddingServer server, Limits limits) {
    return new EmbeddingServer(
        server.url(),
        server.api(),
        server.model(),
        server.dimensions(),
        server.headers(),
        limits,
        server.texts());
  }

  static EmbeddingServer with(
      EmbeddingServer server, Api api, Optional<String> model, OptionalInt dimensions) {
    return new EmbeddingServer(
        server.url(), api, model, dimensions, server.headers(), server.limits(), server.texts());
  }
}
