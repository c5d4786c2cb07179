package dev.dowser.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Token numbers to one vector. Thread-safe until closed; each call computes on its own thread
 * alone.
 *
 * <p>One text per run, never a batch: the int8 models scale their activations by the largest value
 * in the whole batch, so a text's vector would depend on its neighbours (cosine 0.996 between alone
 * and in company, measured), and from 50 tokens on a batch is no faster on one core while it costs
 * hundreds of megabytes.
 */
final class OnnxModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelSignature signature;
  private final Pooling pooling;

  private OnnxModel(
      OrtEnvironment environment, OrtSession session, ModelSignature signature, Pooling pooling) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
    this.pooling = pooling;
  }

  static OnnxModel load(Path file, Pooling pooling) {
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      environment.setTelemetry(false);
      OrtSession session = open(environment, file);
      try {
        return new OnnxModel(environment, session, ModelSignature.of(session), pooling);
      } catch (OrtException | EmbeddingException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "expected an ONNX model in %s, got: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private static OrtSession open(OrtEnvironment environment, Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      return environment.createSession(file.toString(), options);
    }
  }

  /** As the model gives it, of any length; empty if the model has no dimensions. */
  float[] vector(long[] tokens) {
    try (OnnxTensor ids = tensor(tokens);
        OnnxTensor mask = tensor(filled(tokens.length, 1));
        OnnxTensor types = tensor(filled(tokens.length, 0))) {
      Map<String, OnnxTensor> inputs =
          new HashMap<>(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types));
      inputs.keySet().retainAll(signature.inputs());
      try (OrtSession.Result result = session.run(inputs, Set.of(signature.output()))) {
        return pooled((OnnxTensor) result.get(0), tokens.length);
      }
    } catch (OrtException e) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "the model failed on a text of %d tokens: %s".formatted(tokens.length, e.getMessage()),
          e);
    }
  }

  private float[] pooled(OnnxTensor output, int tokens) {
    FloatBuffer numbers = output.getFloatBuffer();
    if (signature.pooled()) {
      float[] vector = new float[numbers.remaining()];
      numbers.get(0, vector);
      return vector;
    }
    return pooling.pool(numbers, tokens, numbers.remaining() / tokens);
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static long[] filled(int length, long value) {
    long[] values = new long[length];
    Arrays.fill(values, value);
    return values;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new EmbeddingException(
          Reason.BROKEN, "the model could not be freed: " + e.getMessage(), e);
    }
  }
}
