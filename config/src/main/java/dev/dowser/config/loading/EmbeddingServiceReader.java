package dev.dowser.config.loading;

import dev.dowser.config.EmbeddingModel;
import dev.dowser.config.EmbeddingModel.Api;
import dev.dowser.config.EmbeddingModel.Remote;
import dev.dowser.config.RemoteAccess;
import dev.dowser.config.RemoteLimits;
import dev.dowser.config.key.Key;
import dev.dowser.config.key.OptimizerKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the keys of {@code optimizer} by which the reference system names an embedding server. They
 * mean the same as {@code embedding.url} and what belongs to it.
 */
final class EmbeddingServiceReader {

  private static final List<Key> BESIDE =
      List.of(
          OptimizerKeys.EMBEDDING_PROVIDER,
          OptimizerKeys.EMBEDDING_MODEL,
          OptimizerKeys.EMBEDDING_SERVICE_TIMEOUT,
          OptimizerKeys.EMBEDDING_HEADERS);

  /** Where the reference system looks for the token of OpenAI's API. */
  private static final String TOKEN = "OPENAI_API_KEY";

  private final Section optimizer;

  private EmbeddingServiceReader(Section optimizer) {
    this.optimizer = optimizer;
  }

  /**
   * A server that is named.
   *
   * @param field where it stands
   * @param model empty if it cannot be used, which has been said then
   */
  record Found(Field field, Optional<EmbeddingModel> model) {
    void refuseBeside(String other) {
      field.refuse("names a model, and %s names another".formatted(other));
    }
  }

  static Optional<Found> read(Section optimizer) {
    var service = optimizer.field(OptimizerKeys.EMBEDDING_SERVICE).filter(field -> !isBlank(field));
    if (service.isEmpty()) {
      BESIDE.forEach(key -> optimizer.withoutEffect(key, "has no effect without embeddingService"));
    }
    return service.map(f -> new Found(f, new EmbeddingServiceReader(optimizer).model(f)));
  }

  /** The reference system takes an empty one as none. */
  private static boolean isBlank(Field field) {
    return field.isNothing()
        || (field.isSingle() && field.anyText().filter(String::isBlank).isPresent());
  }

  private Optional<EmbeddingModel> model(Field service) {
    var address = Addresses.read(service);
    var api = optimizer.value(OptimizerKeys.EMBEDDING_PROVIDER).orElse(Api.TEI);
    var name = name(api);
    var headers = headers(api);
    var defaults = RemoteLimits.defaults();
    var timeout =
        optimizer.value(OptimizerKeys.EMBEDDING_SERVICE_TIMEOUT).orElse(defaults.timeout());
    var limits = new RemoteLimits(timeout, defaults.queryTimeout(), defaults.batch());
    var access = new RemoteAccess(headers, Optional.empty());
    return address.map(
        url -> new Remote(url, api, name, OptionalInt.empty(), access, limits, "", ""));
  }

  private Optional<String> name(Api api) {
    if (api == Api.TEI) {
      optimizer.withoutEffect(
          OptimizerKeys.EMBEDDING_MODEL, "has no effect with embeddingProvider: tei");
      return Optional.empty();
    }
    return optimizer
        .required(OptimizerKeys.EMBEDDING_MODEL, RemoteModelReader.NEEDS_A_NAME)
        .flatMap(Field::text);
  }

  private Map<String, String> headers(Api api) {
    var headers =
        new LinkedHashMap<>(
            optimizer
                .field(OptimizerKeys.EMBEDDING_HEADERS)
                .map(HeaderReader::read)
                .orElseGet(Map::of));
    var token = optimizer.scope().environment().getOrDefault(TOKEN, "").strip();
    if (api == Api.OPENAI && Tokens.isFit(token)) {
      headers.putIfAbsent("Authorization", "Bearer " + token);
    }
    return headers;
  }
}
