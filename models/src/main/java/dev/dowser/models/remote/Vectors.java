package dev.dowser.models.remote;

import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import tools.jackson.databind.JsonNode;

/** Vectors of a server, checked and brought to unit length. */
final class Vectors {
  static final int MOST_DIMENSIONS = 16_384;
  private static final double SHORTEST = 1e-12;

  private Vectors() {}

  /**
   * Reads a vector.
   *
   * @throws EmbeddingException BROKEN if it is none
   */
  static Embedding read(JsonNode array) {
    if (!array.isArray() || array.isEmpty() || array.size() > MOST_DIMENSIONS) {
      throw broken("expected vectors of 1 to %d numbers".formatted(MOST_DIMENSIONS));
    }
    var values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      var number = array.get(i);
      values[i] = number.isNumber() ? (float) number.asDouble(Double.NaN) : Float.NaN;
      if (!Float.isFinite(values[i])) {
        throw broken("component %d of a vector is not a finite number".formatted(i));
      }
    }
    return new Embedding(ofUnitLength(values));
  }

  private static float[] ofUnitLength(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    double length = Math.sqrt(sum);
    if (length < SHORTEST) {
      throw broken("a vector has no length");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] / length);
    }
    return values;
  }

  static double cosine(Embedding one, Embedding other) {
    double sum = 0;
    for (int i = 0; i < one.dimensions(); i++) {
      sum += (double) one.values()[i] * other.values()[i];
    }
    return sum;
  }

  static EmbeddingException broken(String what) {
    return new EmbeddingException(Reason.BROKEN, "of the embedding server's answer: " + what);
  }
}
