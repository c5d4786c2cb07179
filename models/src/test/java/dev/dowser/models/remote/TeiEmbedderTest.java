package dev.dowser.models.remote;

/** The contract with Text Embeddings Inference. */
final class TeiEmbedderTest extends RemoteEmbedderContract {

  @Override
  String path() {
    return "/";
  }
}
