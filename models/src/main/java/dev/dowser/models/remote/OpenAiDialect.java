package dev.dowser.models.remote;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's API (https://platform.openai.com/docs/api-reference/embeddings/create). */
record OpenAiDialect(URI address, String model, OptionalInt dimensions) implements Dialect {

  @Override
  public ObjectNode request(List<String> texts) {
    var request = JsonNodeFactory.instance.objectNode();
    request.put("model", model);
    var inputs = request.putArray("input");
    texts.forEach(inputs::add);
    request.put("encoding_format", "float");
    dimensions.ifPresent(wanted -> request.put("dimensions", wanted));
    return request;
  }

  /** Items come in any order, each with the index of its text. */
  @Override
  public List<JsonNode> vectors(JsonNode answer, int count) {
    var data = answer.path("data");
    if (!data.isArray() || data.size() != count) {
      throw Vectors.broken("expected data with %d vectors".formatted(count));
    }
    var inOrder = new @Nullable JsonNode[count];
    for (var item : data) {
      var index = item.path("index").asInt(-1);
      if (index < 0 || index >= count || inOrder[index] != null) {
        throw Vectors.broken("expected each index from 0 to %d once".formatted(count - 1));
      }
      inOrder[index] = item.path("embedding");
    }
    return Arrays.stream(inOrder).map(JsonNode.class::cast).toList();
  }
}
