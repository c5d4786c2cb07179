package dev.dowser.config.loading;

import dev.dowser.config.EmbeddingModel;
import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Pooling;
import dev.dowser.config.EmbeddingSettings;
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
    var maxTokens = section.field("maxTokens").flatMap(field -> field.wholeNumber(8, 8192));
    section.asksForMore("url", "embedding servers are not built yet; expected model or folder");
    section.finish();
    return new EmbeddingSettings(model, maxTokens.orElse(defaults.maxTokens()));
  }

  private static EmbeddingModel model(Section section) {
    var model = section.field("model").flatMap(field -> field.choice(Bundled.class));
    var folder = section.field("folder");
    if (folder.isPresent()) {
      section.peek("model").ifPresent(f -> f.refuse("expected either model or folder, got both"));
      return folder
          .get()
          .file()
          .<EmbeddingModel>map(path -> ofFolder(section, path))
          .orElse(Bundled.DOWSER);
    }
    section.notAllowed("pooling", FOLDER_ONLY);
    section.notAllowed("queryPrefix", FOLDER_ONLY);
    section.notAllowed("documentPrefix", FOLDER_ONLY);
    return model.orElse(Bundled.DOWSER);
  }

  private static EmbeddingModel.Folder ofFolder(Section section, Path folder) {
    return new EmbeddingModel.Folder(
        folder,
        section.field("pooling").flatMap(f -> f.choice(Pooling.class)).orElse(Pooling.MEAN),
        section.field("queryPrefix").flatMap(Field::anyText).orElse(""),
        section.field("documentPrefix").flatMap(Field::anyText).orElse(""));
  }
}
