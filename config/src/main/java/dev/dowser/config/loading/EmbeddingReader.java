package dev.dowser.config.loading;

import dev.dowser.config.EmbeddingModel;
import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Pooling;
import dev.dowser.config.EmbeddingSettings;
import dev.dowser.config.key.EmbeddingKeys;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code embedding}. */
final class EmbeddingReader {

  private static final String FOLDER_ONLY = "belongs to a model given by folder";

  private EmbeddingReader() {}

  static EmbeddingSettings read(Optional<Section> present) {
    var defaults = EmbeddingSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var model = model(section);
    var maxTokens = section.value(EmbeddingKeys.MAX_TOKENS);
    section.finish();
    return new EmbeddingSettings(model, maxTokens.orElse(defaults.maxTokens()));
  }

  private static EmbeddingModel model(Section section) {
    var model = section.value(EmbeddingKeys.MODEL);
    var folder = section.field(EmbeddingKeys.FOLDER);
    if (folder.isPresent()) {
      section
          .field(EmbeddingKeys.MODEL)
          .ifPresent(f -> f.refuse("expected either model or folder, got both"));
      return folder
          .get()
          .file()
          .<EmbeddingModel>map(path -> ofFolder(section, path))
          .orElse(Bundled.DOWSER);
    }
    section.notAllowed(EmbeddingKeys.POOLING, FOLDER_ONLY);
    section.notAllowed(EmbeddingKeys.QUERY_PREFIX, FOLDER_ONLY);
    section.notAllowed(EmbeddingKeys.DOCUMENT_PREFIX, FOLDER_ONLY);
    return model.orElse(Bundled.DOWSER);
  }

  private static EmbeddingModel.Folder ofFolder(Section section, Path folder) {
    return new EmbeddingModel.Folder(
        folder,
        section.value(EmbeddingKeys.POOLING).orElse(Pooling.MEAN),
        section.value(EmbeddingKeys.QUERY_PREFIX).orElse(""),
        section.value(EmbeddingKeys.DOCUMENT_PREFIX).orElse(""));
  }
}
