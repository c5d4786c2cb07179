package dev.dowser.config.loading;

import dev.dowser.config.EmbeddingModel;
import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Pooling;
import dev.dowser.config.EmbeddingSettings;
import dev.dowser.config.key.EmbeddingKeys;
import dev.dowser.config.key.OptimizerKeys;
import dev.dowser.config.key.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads {@code embedding}, and the keys of {@code optimizer} that mean the same. */
final class EmbeddingReader {

  private static final String FOLDER_ONLY = "belongs to a model given by folder";
  private static final String OF_USERS = "belongs to a model given by folder or url";
  private static final List<Setting<?>> CHOICES =
      List.of(EmbeddingKeys.MODEL, EmbeddingKeys.FOLDER, EmbeddingKeys.URL);

  /** Positions that the models we know have; a server may have one with more. */
  private static final int MOST_TOKENS = 512;

  private EmbeddingReader() {}

  static EmbeddingSettings read(Section root) {
    var present = root.section(EmbeddingKeys.EMBEDDING);
    var service = root.section(OptimizerKeys.OPTIMIZER).flatMap(EmbeddingServiceReader::read);
    present.stream()
        .flatMap(section -> given(section).stream())
        .findFirst()
        .ifPresent(key -> service.ifPresent(found -> found.refuseBeside("embedding." + key)));
    var ofService = service.flatMap(EmbeddingServiceReader.Found::model);
    var settings =
        present
            .map(section -> read(section, ofService, service.isPresent()))
            .orElseGet(() -> ofDefaults(ofService));
    present.ifPresent(Section::finish);
    return settings;
  }

  private static EmbeddingSettings ofDefaults(Optional<EmbeddingModel> model) {
    var defaults = EmbeddingSettings.defaults();
    return new EmbeddingSettings(model.orElse(defaults.model()), defaults.maxTokens());
  }

  private static EmbeddingSettings read(
      Section section, Optional<EmbeddingModel> ofService, boolean hasService) {
    var model = model(section).or(() -> ofService).orElse(Bundled.DOWSER);
    var remote = hasService || section.field(EmbeddingKeys.URL).isPresent();
    var maxTokens = section.value(EmbeddingKeys.MAX_TOKENS);
    if (!remote) {
      maxTokens
          .filter(tokens -> tokens > MOST_TOKENS)
          .ifPresent(tokens -> refuse(section.field(EmbeddingKeys.MAX_TOKENS), tokens));
    }
    return new EmbeddingSettings(model, maxTokens.orElse(EmbeddingSettings.defaults().maxTokens()));
  }

  private static void refuse(Optional<Field> maxTokens, int tokens) {
    maxTokens.ifPresent(field ->
        field.refuse(
            "expected a whole number 8..%d without url, got %d".formatted(MOST_TOKENS, tokens)));
  }

  /** The keys that name a model. */
  private static List<String> given(Section section) {
    return CHOICES.stream()
        .filter(key -> section.field(key).isPresent())
        .map(Setting::name)
        .toList();
  }

  /** Empty if nothing names one. */
  private static Optional<EmbeddingModel> model(Section section) {
    var given = given(section);
    if (given.size() > 1) {
      section
          .peek(given.getFirst())
          .ifPresent(field ->
              field.refuse(
                  "expected one of model, folder and url, got " + String.join(" and ", given)));
    }
    var bundled = section.value(EmbeddingKeys.MODEL);
    var folder = section.field(EmbeddingKeys.FOLDER);
    var url = section.field(EmbeddingKeys.URL);
    refuseForeign(section, folder.isPresent(), url.isPresent());
    return url.flatMap(address -> RemoteModelReader.read(section, address))
        .or(() -> folder.flatMap(Field::file).map(path -> ofFolder(section, path)))
        .or(() -> bundled);
  }

  /** Keys that belong to another kind of model. */
  private static void refuseForeign(Section section, boolean folder, boolean url) {
    if (!url) {
      RemoteModelReader.notAllowed(section);
    }
    if (!folder) {
      section.notAllowed(EmbeddingKeys.POOLING, FOLDER_ONLY);
    }
    if (!folder && !url) {
      section.notAllowed(EmbeddingKeys.QUERY_PREFIX, OF_USERS);
      section.notAllowed(EmbeddingKeys.DOCUMENT_PREFIX, OF_USERS);
    }
  }

  private static EmbeddingModel ofFolder(Section section, Path folder) {
    return new EmbeddingModel.Folder(
        folder,
        section.value(EmbeddingKeys.POOLING).orElse(Pooling.MEAN),
        section.value(EmbeddingKeys.QUERY_PREFIX).orElse(""),
        section.value(EmbeddingKeys.DOCUMENT_PREFIX).orElse(""));
  }
}
