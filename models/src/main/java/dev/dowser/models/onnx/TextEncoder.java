package dev.dowser.models.onnx;

import dev.dowser.models.embedding.Cohort;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.util.List;

/**
 * Text to embedding on the calling thread: tokenizer, model, unit length. Thread-safe until closed,
 * which nobody may do while a call runs.
 */
final class TextEncoder implements AutoCloseable {
  private static final String NORMALISATION = "l2";

  private final TextTokenizer tokenizer;
  private final OnnxModel model;
  private final EmbeddingSpace space;
  private final Cohort cohort;

  private TextEncoder(
      TextTokenizer tokenizer, OnnxModel model, EmbeddingSpace space, Cohort cohort) {
    this.tokenizer = tokenizer;
    this.model = model;
    this.space = space;
    this.cohort = cohort;
  }

  /** Loads the model and tries it on a text of full length. */
  static TextEncoder load(EmbeddingModel spec, LocatedModel files) {
    TextTokenizer tokenizer = TextTokenizer.load(files.tokenizer(), spec.maxTokens());
    try {
      OnnxModel model = OnnxModel.load(files.weights(), spec.pooling());
      try {
        return tried(spec, files, tokenizer, model);
      } catch (EmbeddingException e) {
        model.close();
        throw e;
      }
    } catch (EmbeddingException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static TextEncoder tried(
      EmbeddingModel spec, LocatedModel files, TextTokenizer tokenizer, OnnxModel model) {
    float[] vector = model.vector(tokenizer.tokens("word ".repeat(spec.maxTokens())).ids());
    if (vector.length == 0) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "expected vectors with dimensions from %s, got 0".formatted(files.weights()));
    }
    int dimensions = ofUnitLength(vector).length;
    return new TextEncoder(
        tokenizer,
        model,
        EmbeddingSpace.of(spec.name(), dimensions, identity(spec, files)),
        files.cohort().map(file -> CohortFile.read(file, dimensions)).orElse(Cohort.NONE));
  }

  private static List<String> identity(EmbeddingModel spec, LocatedModel files) {
    return List.of(
        files.weightsSha256(),
        files.tokenizerSha256(),
        spec.pooling().name(),
        NORMALISATION,
        spec.queryPrefix(),
        spec.documentPrefix(),
        Integer.toString(spec.maxTokens()));
  }

  EmbeddingSpace space() {
    return space;
  }

  Cohort cohort() {
    return cohort;
  }

  Embedding encode(String text) {
    var tokens = tokenizer.tokens(text);
    float[] vector = model.vector(tokens.ids());
    if (vector.length != space.dimensions()) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "expected a vector of %d dimensions, got %d"
              .formatted(space.dimensions(), vector.length));
    }
    return new Embedding(ofUnitLength(vector), tokens.wholeWords());
  }

  private static float[] ofUnitLength(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    if (length == 0 || !Double.isFinite(length)) {
      throw new EmbeddingException(
          Reason.BROKEN, "expected a vector with a direction, got one of length " + length);
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  @Override
  public void close() {
    tokenizer.close();
    model.close();
  }
}
