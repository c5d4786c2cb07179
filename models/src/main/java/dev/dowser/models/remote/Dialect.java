package dev.dowser.models.remote;

import dev.dowser.models.embedding.EmbeddingException;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How one kind of server is asked for vectors. */
interface Dialect {

  /** Where texts are posted. */
  URI address();

  ObjectNode request(List<String> texts);

  /**
   * The arrays of an answer, in the order of the texts.
   *
   * @throws EmbeddingException BROKEN if they are not as many, or not in any order
   */
  List<JsonNode> vectors(JsonNode answer, int count);
}
