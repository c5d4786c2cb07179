package dev.dowser.server.app;

import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.EmbedderState;
import java.util.function.Consumer;

/**
 * There is no model until the configuration changes.
 *
 * @param reason for people
 */
record NoEmbedder(String reason) implements EmbedderSource {

  @Override
  public EmbedderState state() {
    return new EmbedderState.Unavailable(reason);
  }

  @Override
  public void whenSettled(Consumer<EmbedderState> listener) {
    listener.accept(state());
  }

  @Override
  public void close() {
    // nothing is open
  }
}
