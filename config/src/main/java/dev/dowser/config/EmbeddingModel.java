package dev.dowser.config;

import java.nio.file.Path;

/** Which model turns text into vectors. */
public sealed interface EmbeddingModel {

  /** Models that come with the gateway. */
  enum Bundled implements EmbeddingModel {
    /** dowser-small-1, bge-small fitted to finding tools, int8. */
    DOWSER,
    /** bge-small-en-v1.5, int8. */
    BGE_SMALL,
    /** all-MiniLM-L6-v2, int8. */
    MINILM
  }

  /**
   * A model on disk.
   *
   * @param path absolute folder that holds model.onnx and tokenizer.json
   * @param pooling how token vectors become one
   * @param queryPrefix put before every query
   * @param documentPrefix put before every document
   */
  record Folder(Path path, Pooling pooling, String queryPrefix, String documentPrefix)
      implements EmbeddingModel {}

  /** How token vectors become one. */
  enum Pooling {
    /** The vector of the first token. */
    CLS,
    /** The mean over all tokens. */
    MEAN
  }
}
