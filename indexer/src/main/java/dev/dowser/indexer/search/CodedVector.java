package dev.dowser.indexer.search;

import org.apache.lucene.util.VectorUtil;

/**
 * A unit vector in eight bits per component: a quarter of the memory of floats, and an error of a
 * similarity under .002, far below the differences that ranking is about.
 *
 * @param values components divided by the scale, rounded
 * @param scale what one step is worth
 */
@SuppressWarnings("ArrayRecordComponent")
public record CodedVector(byte[] values, float scale) {

  /** Codes a vector. */
  public static CodedVector of(float[] vector) {
    float largest = 0;
    for (float value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    float scale = largest == 0 ? 1 : largest / Byte.MAX_VALUE;
    var values = new byte[vector.length];
    for (int i = 0; i < vector.length; i++) {
      values[i] = (byte) Math.round(vector[i] / scale);
    }
    return new CodedVector(values, scale);
  }

  /** The vector as floats, each off by half a step at most. */
  public float[] decoded() {
    var vector = new float[values.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = values[i] * scale;
    }
    return vector;
  }

  /** Cosine similarity of two vectors of one space. */
  public float similarity(CodedVector other) {
    return VectorUtil.dotProduct(values, other.values) * scale * other.scale;
  }
}
