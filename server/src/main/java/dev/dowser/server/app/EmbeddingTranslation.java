package dev.dowser.server.app;

import dev.dowser.config.CaBundle;
import dev.dowser.config.EmbeddingModel.Api;
import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Folder;
import dev.dowser.config.EmbeddingModel.Remote;
import dev.dowser.config.EmbeddingSettings;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.Fault;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.onnx.EmbeddingModel;
import dev.dowser.models.onnx.LoadingEmbedder;
import dev.dowser.models.onnx.Pooling;
import dev.dowser.models.remote.EmbeddingServer;
import dev.dowser.models.remote.RemoteSource;
import dev.dowser.server.backend.mcp.HttpClients;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the settings of the model to where embeddings come from. */
final class EmbeddingTranslation {

  /** Characters that a token of English has on average, since only a server knows its tokens. */
  private static final int CHARACTERS_OF_A_TOKEN = 4;

  private static final String NAMELESS =
      "by its address the server speaks OpenAI's API, which needs the name of a model: set embedding.remoteModel, or embedding.api: tei";

  private EmbeddingTranslation() {}

  /**
   * Prepares to load the model, or begins to connect to its server.
   *
   * @param folder where models are unpacked, and it is kept which ones servers had
   */
  static EmbedderSource source(EmbeddingSettings settings, Path folder, HttpClients http) {
    return switch (settings.model()) {
      case Bundled bundled -> LoadingEmbedder.prepare(model(bundled, settings.maxTokens()), folder);
      case Folder own -> LoadingEmbedder.prepare(model(own, settings.maxTokens()), folder);
      case Remote remote -> source(remote, settings.maxTokens(), folder, http);
    };
  }

  /** What is missing although the address says that it is needed, as faults of the file. */
  static List<Fault> faults(Path file, EmbeddingSettings settings) {
    return settings.model() instanceof Remote remote
            && remote.api() == Api.AUTO
            && remote.name().isEmpty()
            && EmbeddingServer.Api.saidBy(remote.url()) == EmbeddingServer.Api.OPENAI
        ? List.of(ConfigLoader.fault(file, "embedding.url", NAMELESS))
        : List.of();
  }

  private static EmbedderSource source(
      Remote remote, int maxTokens, Path folder, HttpClients http) {
    var unusable = http.proxies().fault(remote.url());
    if (unusable.isPresent()) {
      return new NoEmbedder(unusable.get());
    }
    var trusted = remote.access().caBundle().map(CaBundle::authorities).orElse(List.of());
    var server = server(remote, maxTokens, http.proxies().headers(remote.url()));
    return RemoteSource.start(server, http.trusting(trusted), folder.resolve("remote"));
  }

  /**
   * A server.
   *
   * @param further headers that go beside those of the settings
   */
  static EmbeddingServer server(Remote remote, int maxTokens, Map<String, String> further) {
    var headers = new HashMap<>(remote.access().headers());
    headers.putAll(further);
    var limits = remote.limits();
    return new EmbeddingServer(
        remote.url(),
        api(remote.api()),
        remote.name(),
        remote.dimensions(),
        headers,
        new EmbeddingServer.Limits(limits.timeout(), limits.queryTimeout(), limits.batch()),
        new EmbeddingServer.Texts(
            remote.queryPrefix(), remote.documentPrefix(), maxTokens * CHARACTERS_OF_A_TOKEN));
  }

  private static EmbeddingServer.Api api(Api api) {
    return switch (api) {
      case AUTO -> EmbeddingServer.Api.AUTO;
      case TEI -> EmbeddingServer.Api.TEI;
      case OPENAI -> EmbeddingServer.Api.OPENAI;
    };
  }

  /** A model that comes with us. */
  static EmbeddingModel model(Bundled bundled, int maxTokens) {
    var model =
        switch (bundled) {
          case DOWSER -> EmbeddingModel.dowserSmall();
          case BGE_SMALL -> EmbeddingModel.bgeSmall();
          case MINILM -> EmbeddingModel.miniLm();
        };
    return model.withMaxTokens(maxTokens);
  }

  /** A model of the user's. */
  static EmbeddingModel model(Folder folder, int maxTokens) {
    return EmbeddingModel.inFolder(folder.path(), pooling(folder.pooling()))
        .withPrefixes(folder.queryPrefix(), folder.documentPrefix())
        .withMaxTokens(maxTokens);
  }

  private static Pooling pooling(dev.dowser.config.EmbeddingModel.Pooling pooling) {
    return switch (pooling) {
      case CLS -> Pooling.CLS;
      case MEAN -> Pooling.MEAN;
    };
  }
}
