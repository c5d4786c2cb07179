package dev.dowser.config.loading;

import dev.dowser.config.EmbeddingModel;
import dev.dowser.config.EmbeddingModel.Api;
import dev.dowser.config.EmbeddingModel.Remote;
import dev.dowser.config.RemoteAccess;
import dev.dowser.config.RemoteLimits;
import dev.dowser.config.key.EmbeddingKeys;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the keys of {@code embedding} that belong to {@code url}. */
final class RemoteModelReader {

  static final String NEEDS_A_NAME = "the name of a model, which OpenAI's API needs";

  private RemoteModelReader() {}

  /** Refuses all keys. */
  static void notAllowed(Section section) {
    EmbeddingKeys.OF_SERVERS.forEach(
        key -> section.notAllowed(key, "belongs to a model given by url"));
  }

  /** Empty if the address is none, which has been said then. */
  static Optional<EmbeddingModel> read(Section section, Field url) {
    var address = Addresses.read(url);
    var api = section.value(EmbeddingKeys.API).orElse(Api.AUTO);
    var model = name(section, api);
    var dimensions = section.value(EmbeddingKeys.DIMENSIONS);
    var caBundle =
        section
            .field(EmbeddingKeys.CA_BUNDLE_PATH)
            .flatMap(field -> CaBundleReader.read(field, address));
    var access = new RemoteAccess(Tokens.headers(section), caBundle);
    var limits = limits(section);
    var queryPrefix = section.value(EmbeddingKeys.QUERY_PREFIX).orElse("");
    var documentPrefix = section.value(EmbeddingKeys.DOCUMENT_PREFIX).orElse("");
    return address.map(at ->
        new Remote(
            at,
            api,
            model,
            dimensions.map(OptionalInt::of).orElseGet(OptionalInt::empty),
            access,
            limits,
            queryPrefix,
            documentPrefix));
  }

  private static Optional<String> name(Section section, Api api) {
    if (api == Api.TEI) {
      section.withoutEffect(EmbeddingKeys.REMOTE_MODEL, "has no effect with api: tei");
      return Optional.empty();
    }
    var field =
        api == Api.OPENAI
            ? section.required(EmbeddingKeys.REMOTE_MODEL, NEEDS_A_NAME)
            : section.field(EmbeddingKeys.REMOTE_MODEL);
    return field.flatMap(Field::text);
  }

  private static RemoteLimits limits(Section section) {
    var defaults = RemoteLimits.defaults();
    return new RemoteLimits(
        section.value(EmbeddingKeys.TIMEOUT).orElse(defaults.timeout()),
        section.value(EmbeddingKeys.QUERY_TIMEOUT).orElse(defaults.queryTimeout()),
        section.value(EmbeddingKeys.BATCH).orElse(defaults.batch()));
  }
}
