package dev.dowser.models.onnx;

import java.nio.FloatBuffer;

/** How one vector comes out of the vectors of all tokens. */
public enum Pooling {
  /** The vector of the first token. */
  CLS {
    @Override
    float[] pool(FloatBuffer tokenVectors, int tokens, int dimensions) {
      float[] first = new float[dimensions];
      tokenVectors.get(0, first);
      return first;
    }
  },
  /** The mean over all tokens. */
  MEAN {
    @Override
    float[] pool(FloatBuffer tokenVectors, int tokens, int dimensions) {
      float[] mean = new float[dimensions];
      float[] one = new float[dimensions];
      for (int token = 0; token < tokens; token++) {
        tokenVectors.get(token * dimensions, one);
        for (int i = 0; i < dimensions; i++) {
          mean[i] += one[i] / tokens;
        }
      }
      return mean;
    }
  };

  /** Reads {@code tokens} rows of {@code dimensions} numbers. */
  abstract float[] pool(FloatBuffer tokenVectors, int tokens, int dimensions);
}
