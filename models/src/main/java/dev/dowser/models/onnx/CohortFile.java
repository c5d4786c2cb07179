package dev.dowser.models.onnx;

import dev.dowser.models.embedding.Cohort;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a model's cohort: vectors of unit length one after the other, a signed byte a component,
 * each worth 1/127; nothing else.
 */
final class CohortFile {
  private static final float SCALE = 1f / Byte.MAX_VALUE;

  /** A scan of more would cost more time than it is worth. */
  private static final int MOST_VECTORS = 65_536;

  private CohortFile() {}

  static Cohort read(Path file, int dimensions) {
    try {
      long size = Files.size(file);
      if (size == 0 || size % dimensions != 0 || size / dimensions > MOST_VECTORS) {
        throw new EmbeddingException(
            Reason.BROKEN,
            "expected 1 to %d vectors of %d bytes in %s, got %d bytes"
                .formatted(MOST_VECTORS, dimensions, file, size));
      }
      return new Cohort(rows(Files.readAllBytes(file), dimensions), SCALE);
    } catch (IOException e) {
      throw new EmbeddingException(Reason.MISSING, "cannot read " + file + ": " + e, e);
    }
  }

  private static List<byte[]> rows(byte[] bytes, int dimensions) {
    var rows = new ArrayList<byte[]>(bytes.length / dimensions);
    for (int start = 0; start < bytes.length; start += dimensions) {
      rows.add(Arrays.copyOfRange(bytes, start, start + dimensions));
    }
    return rows;
  }
}
