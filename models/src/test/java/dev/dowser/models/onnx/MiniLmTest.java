package dev.dowser.models.onnx;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MiniLmTest extends BundledEmbedderContract {
  MiniLmTest() {
    super(EmbeddingModel.miniLm());
  }

  @Test
  void document_hasTheReferenceVector() {
    startsWith(
        embedder().embedDocuments(List.of("create a new issue")).getFirst(),
        -0.0274f,
        0.0004f,
        -0.0357f,
        0.0367f,
        0.0002f,
        0.0074f);
  }
}
