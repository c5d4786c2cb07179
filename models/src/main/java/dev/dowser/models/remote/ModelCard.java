package dev.dowser.models.remote;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a server says of its model.
 *
 * @param name for people; printable and short
 * @param details revision, pooling and the like, in one stable form
 * @param mostTexts most texts that it takes in one request
 */
record ModelCard(String name, String details, int mostTexts) {
  private static final int LONGEST = 100;

  /** What TEI takes unless it says otherwise. */
  private static final int USUAL_TEXTS = 32;

  static ModelCard unknown() {
    return new ModelCard("unnamed", "", USUAL_TEXTS);
  }

  /** A model of which only the name is known. */
  static ModelCard named(String name) {
    return new ModelCard(shown(name), "", Integer.MAX_VALUE);
  }

  /**
   * Reads TEI's {@code /info}.
   *
   * @return empty if this is no such thing
   * @throws EmbeddingException if it is a refusal, or tells of a model that gives no embeddings
   */
  static Optional<ModelCard> read(Reply reply) {
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    var info = parsed(reply);
    var name = info.path("model_id").asString("");
    return name.isBlank() ? Optional.empty() : Optional.of(of(shown(name), info));
  }

  private static JsonNode parsed(Reply reply) {
    try {
      return reply.json();
    } catch (EmbeddingException _) {
      return MissingNode.getInstance(); // a page for people
    }
  }

  private static ModelCard of(String name, JsonNode info) {
    var type = info.path("model_type");
    if (type.has("reranker") || type.has("classifier")) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "the model %s of the embedding server gives no embeddings".formatted(name));
    }
    var most = info.path("max_client_batch_size").asInt(USUAL_TEXTS);
    if (most < 2) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "the embedding server takes %d texts in a request, expected 2 at least".formatted(most));
    }
    return new ModelCard(name, details(info), most);
  }

  private static String details(JsonNode info) {
    return String.join(
        "\n",
        info.path("model_sha").asString(""),
        info.at("/model_type/embedding/pooling").asString(""),
        info.path("max_input_length").asString(""));
  }

  private static String shown(String name) {
    var printable = name.replaceAll("[^\\p{Graph} ]", "?").strip();
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
  }
}
