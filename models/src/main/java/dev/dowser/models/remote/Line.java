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
 */
record Line(HttpCalls calls, Dialect dialect, int batch) {
  private static final int ENVELOPE_BYTES = 64 * 1024;
  private static final int BYTES_OF_A_NUMBER = 32;

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

  private static int mostBytes(int texts) {
    return Math.clamp(
        ENVELOPE_BYTES + (long) texts * Vectors.MOST_DIMENSIONS * BYTES_OF_A_NUMBER,
        0,
        Integer.MAX_VALUE);
  }
}
