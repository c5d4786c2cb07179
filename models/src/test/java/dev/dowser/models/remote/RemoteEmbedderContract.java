package dev.dowser.models.remote;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.testing.EmbedderContract;
import dev.dowser.models.remote.testing.ScriptedServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over HTTP. */
abstract class RemoteEmbedderContract extends EmbedderContract {
  private final ScriptedServer server = new ScriptedServer();
  @TempDir private Path folder;
  private @Nullable Embedder shared;

  /** Which of its addresses the server is given by. */
  abstract String path();

  @Override
  protected final Embedder embedder() {
    if (shared == null) {
      shared = freshEmbedder();
    }
    return shared;
  }

  @Override
  protected final Embedder freshEmbedder() {
    var settings = Servers.at(server.url().resolve(path()));
    var calls = new HttpCalls(Servers.CLIENT, settings.headers());
    return new Handshake(settings, calls, new KnownAnchors(folder)).shake(new Unwatched());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static final class Unwatched implements RemoteEmbedder.Watch {
    @Override
    public void lost(RemoteEmbedder embedder, EmbeddingException why) {}

    @Override
    public void doubted(RemoteEmbedder embedder) {}
  }
}
