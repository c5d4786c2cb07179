package dev.dowser.models.remote;

import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A server that is asked for vectors.
 *
 * @param batch most texts of one request
 * @param mostDimensions of its vectors; what an answer may be long follows from it
 */
record Line(HttpCalls calls, Dialect dialect, int batch, int mostDimensions) {
  private static final int ENVELOPE_BYTES = 64 * 1024;
  private static final int BYTES_OF_A_NUMBER = 32;

  /** Of a server whose vectors nobody has seen yet. */
  Line(HttpCalls calls, Dialect dialect, int batch) {
    this(calls, dialect, batch, Vectors.MOST_DIMENSIONS);
  }

  /** The same, once it is known how long its vectors are. */
  Line giving(int dimensions) {
    return new Line(calls, dialect, batch, dimensions);
  }

  /**
   * One request.
   *
   * @param texts at most as many as a batch, none of them empty
   * @return a vector of unit length for each, all of one length
   * @throws EmbeddingException AWAY, BUSY, BROKEN or CLOSED
   */
  List<Embedding> embed(List<String> texts, Duration limit) {
    var body = dialect.request(texts).toString().getBytes(StandardCharsets.UTF_8);
    var answer = calls.post(dialect.address(), body, mostBytes(texts.size()), limit).json();
    var vectors = dialect.vectors(answer, texts.size()).stream().map(Vectors::read).toList();
    if (vectors.stream().mapToInt(Embedding::dimensions).distinct().count() > 1) {
      throw Vectors.broken("its vectors have different lengths");
    }
    return vectors;
  }

  private int mostBytes(int texts) {
    return Math.clamp(
        ENVELOPE_BYTES + (long) texts * mostDimensions * BYTES_OF_A_NUMBER, 0, Integer.MAX_VALUE);
  }
}
