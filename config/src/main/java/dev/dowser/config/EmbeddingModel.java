package dev.dowser.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Which model turns text into vectors. */
public sealed interface EmbeddingModel {

  /** Models that come with the gateway. */
  enum Bundled implements EmbeddingModel {
    /** dowser-small-2, MiniLM fitted to finding tools, int8. */
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

  /**
   * A model that a server computes.
   *
   * @param url absolute http or https address
   * @param api how the server speaks
   * @param name which of its models is asked for; there if the server is told to be OpenAI's
   * @param dimensions length of the vectors that are asked for
   * @param access how the server lets us in
   * @param limits bounds on what it is asked
   * @param queryPrefix put before every query
   * @param documentPrefix put before every document
   */
  record Remote(
      URI url,
      Api api,
      Optional<String> name,
      OptionalInt dimensions,
      RemoteAccess access,
      RemoteLimits limits,
      String queryPrefix,
      String documentPrefix)
      implements EmbeddingModel {

    /** Leaves out the query of the address, which may hold a secret. */
    @Override
    public String toString() {
      return "Remote[url=%s, api=%s, name=%s, dimensions=%s, access=%s, limits=%s, queryPrefix=%s, documentPrefix=%s]"
          .formatted(
              Masked.address(url),
              api,
              name,
              dimensions,
              access,
              limits,
              queryPrefix,
              documentPrefix);
    }
  }

  /** How an embedding server speaks. */
  enum Api {
    /** The gateway finds out. */
    AUTO,
    /** Text Embeddings Inference. */
    TEI,
    /** As OpenAI's API does. */
    OPENAI
  }
}
