package dev.dowser.models.remote;

import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import dev.dowser.models.remote.EmbeddingServer.Api;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds out how a server speaks, which model it has, and that it gives vectors. */
final class Handshake {
  private static final int INFO_BYTES = 64 * 1024;

  private final EmbeddingServer server;
  private final Addresses addresses;
  private final HttpCalls calls;
  private final KnownAnchors anchors;

  Handshake(EmbeddingServer server, HttpCalls calls, KnownAnchors anchors) {
    this.server = server;
    this.addresses = new Addresses(server.url());
    this.calls = calls;
    this.anchors = anchors;
  }

  /** Where a model is and what is known of it before it gave a vector. */
  private record Found(Line line, ModelCard card) {}

  /**
   * Asks the server.
   *
   * @param watch hears what becomes of the embedder
   * @throws EmbeddingException AWAY, BUSY, BROKEN or CLOSED
   */
  RemoteEmbedder shake(RemoteEmbedder.Watch watch) {
    var found = find();
    var now = found.line().embed(List.of(Anchor.TEXT), server.limits().timeout()).getFirst();
    demandDimensions(now);
    var anchor = anchors.known(description(found.card(), now).id(), now);
    return new RemoteEmbedder(
        found.line().giving(anchor.dimensions()),
        server,
        new RemoteEmbedder.Known(space(found.card(), anchor), anchor),
        watch);
  }

  private void demandDimensions(Embedding vector) {
    server
        .dimensions()
        .ifPresent(wanted -> {
          if (vector.dimensions() != wanted) {
            throw new EmbeddingException(
                Reason.BROKEN,
                "expected vectors of %d dimensions, the embedding server gives %d"
                    .formatted(wanted, vector.dimensions()));
          }
        });
  }

  private Found find() {
    var api = server.api() == Api.AUTO ? addresses.api() : server.api();
    return switch (api) {
      case OPENAI -> openAi();
      case TEI -> tei(card().orElseGet(ModelCard::unknown));
      case AUTO -> card().map(this::tei).orElseGet(this::openAi);
    };
  }

  /** What {@code /info} says; empty if the server does not know the question. */
  private Optional<ModelCard> card() {
    var reply = calls.get(addresses.teiInfo(), INFO_BYTES, server.limits().timeout());
    return switch (reply.status()) {
      case 400, 404, 405, 501 -> Optional.empty();
      default -> ModelCard.read(reply);
    };
  }

  private Found tei(ModelCard card) {
    var batch = Math.min(server.limits().batch(), card.mostTexts());
    var dialect = new TeiDialect(addresses.teiEmbed(), server.dimensions());
    return new Found(new Line(calls, dialect, batch), card);
  }

  private Found openAi() {
    var model =
        server
            .model()
            .orElseThrow(() ->
                new EmbeddingException(
                    Reason.BROKEN,
                    "the embedding server speaks OpenAI's API, which needs the name of a model (embedding.remoteModel)"));
    var dialect = new OpenAiDialect(addresses.openAiEmbeddings(), model, server.dimensions());
    return new Found(new Line(calls, dialect, server.limits().batch()), ModelCard.named(model));
  }

  /** All that shapes a vector, as far as it is said. */
  private EmbeddingSpace description(ModelCard card, Embedding vector) {
    var texts = server.texts();
    return EmbeddingSpace.of(
        card.name(),
        vector.dimensions(),
        List.of(
            "remote",
            card.name(),
            card.details(),
            Integer.toString(vector.dimensions()),
            texts.queryPrefix(),
            texts.documentPrefix(),
            Integer.toString(texts.longest())));
  }

  /**
   * The same, and what shows the weights. It is never called as a bundled model is, whose
   * similarities were measured.
   */
  private EmbeddingSpace space(ModelCard card, Embedding anchor) {
    return EmbeddingSpace.of(
        card.name() + " (server)",
        anchor.dimensions(),
        List.of(description(card, anchor).id(), Arrays.toString(anchor.values())));
  }
}
