package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.testing.EmbedderContract;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What each model that comes with Dowser keeps. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BundledEmbedderContract extends EmbedderContract {
  private static final Path DATA_FOLDER = Path.of("target", "data");

  private final EmbeddingModel model;
  private final OnnxEmbedder embedder;

  BundledEmbedderContract(EmbeddingModel model) {
    this.model = model;
    this.embedder = OnnxEmbedder.load(model, DATA_FOLDER);
  }

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  @Override
  protected Embedder freshEmbedder() {
    return OnnxEmbedder.load(model, DATA_FOLDER);
  }

  @AfterAll
  void free() {
    embedder.close();
  }

  @Test
  void sameMeaning_isNearerThanOtherMeaning() {
    Embedding query = embedder.embedQuery("create a new issue");
    var documents = embedder.embedDocuments(List.of("open a bug ticket", "resize an image"));

    assertThat(cosine(query, documents.get(0))).isGreaterThan(cosine(query, documents.get(1)));
  }

  @Test
  void longText_isCutAtTheTokenLimit() {
    String head = "issue ".repeat(model.maxTokens());
    var documents = embedder.embedDocuments(List.of(head, head + "and then an image"));

    assertThat(documents.get(1).values()).containsExactly(documents.get(0).values(), within(1e-6f));
  }

  /** The first numbers of a vector, made with other software (Python) from the same files. */
  static void startsWith(Embedding embedding, float... expected) {
    float[] head = Arrays.copyOf(embedding.values(), expected.length);

    assertThat(head).containsExactly(expected, within(0.02f));
  }
}
