package dev.dowser.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a text encoder takes and gives, as far as we can serve it.
 *
 * @param inputs names among input_ids, attention_mask and token_type_ids
 * @param output name of the output we read
 * @param pooled true if the output is one vector per text, false if one per token
 */
record ModelSignature(Set<String> inputs, String output, boolean pooled) {
  private static final Set<String> KNOWN_INPUTS =
      Set.of("input_ids", "attention_mask", "token_type_ids");

  static ModelSignature of(OrtSession session) throws OrtException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    boolean understood =
        inputs.containsKey("input_ids")
            && KNOWN_INPUTS.containsAll(inputs.keySet())
            && inputs.values().stream().allMatch(node -> is(node, OnnxJavaType.INT64, 2));
    if (!understood) {
      throw broken(
          "64-bit inputs input_ids, attention_mask and, optionally, token_type_ids of shape"
              + " [texts, tokens]",
          inputs);
    }
    if (is(outputs.get("sentence_embedding"), OnnxJavaType.FLOAT, 2)) {
      return new ModelSignature(Set.copyOf(inputs.keySet()), "sentence_embedding", true);
    }
    if (is(outputs.get("last_hidden_state"), OnnxJavaType.FLOAT, 3)) {
      return new ModelSignature(Set.copyOf(inputs.keySet()), "last_hidden_state", false);
    }
    throw broken(
        "a float output last_hidden_state of shape [texts, tokens, dimensions] or"
            + " sentence_embedding of shape [texts, dimensions]",
        outputs);
  }

  private static boolean is(@Nullable NodeInfo node, OnnxJavaType type, int rank) {
    return node != null
        && node.getInfo() instanceof TensorInfo tensor
        && tensor.type == type
        && tensor.getShape().length == rank;
  }

  private static EmbeddingException broken(String expected, Map<String, NodeInfo> found) {
    return new EmbeddingException(
        Reason.BROKEN,
        "expected a model with %s, got %s"
            .formatted(expected, found.values().stream().map(ModelSignature::text).toList()));
  }

  private static String text(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor
        ? node.getName() + " " + tensor.type + Arrays.toString(tensor.getShape())
        : node.getName() + " that is no tensor";
  }
}
