package dev.dowser.models.remote;

import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text Embeddings Inference
 * (https://huggingface.github.io/text-embeddings-inference/#/Text%20Embeddings%20Inference/embed).
 */
record TeiDialect(URI address, OptionalInt dimensions) implements Dialect {

  @Override
  public ObjectNode request(List<String> texts) {
    var request = JsonNodeFactory.instance.objectNode();
    var inputs = request.putArray("inputs");
    texts.forEach(inputs::add);
    request.put("truncate", true).put("normalize", true);
    dimensions.ifPresent(wanted -> request.put("dimensions", wanted));
    return request;
  }

  @Override
  public List<JsonNode> vectors(JsonNode answer, int count) {
    if (!answer.isArray() || answer.size() != count) {
      throw Vectors.broken("expected a list of %d vectors".formatted(count));
    }
    return answer.valueStream().toList();
  }
}
