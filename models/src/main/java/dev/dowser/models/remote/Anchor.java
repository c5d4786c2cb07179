package dev.dowser.models.remote;

import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.util.List;

/**
 * A text whose vector we know, sent with every request. What a server says of its model is a name,
 * and a name stays when weights change; the vector of a known text does not.
 */
final class Anchor {
  static final String TEXT = "Dowser finds the tool that suits a request.";

  /**
   * Cosine from which two vectors of the text are one model's. Half precision costs less than
   * .0001, weights of 8 bits up to .011 (docs/encoder.md); other models are far away.
   */
  private static final double SAME = 0.98;

  private Anchor() {}

  static boolean isSame(Embedding one, Embedding other) {
    return one.dimensions() == other.dimensions() && Vectors.cosine(one, other) >= SAME;
  }

  /**
   * Vectors of texts that were sent behind the anchor.
   *
   * @throws EmbeddingException AWAY if the server has another model than it had
   */
  static List<Embedding> checked(List<Embedding> vectors, Embedding known) {
    if (!isSame(vectors.getFirst(), known)) {
      throw new EmbeddingException(Reason.AWAY, "the embedding server has another model now");
    }
    return vectors.subList(1, vectors.size());
  }
}
