package dev.dowser.models.remote;

/** The contract with OpenAI's API, whose answers come in another order. */
final class OpenAiEmbedderTest extends RemoteEmbedderContract {

  @Override
  String path() {
    return "/v1";
  }
}
