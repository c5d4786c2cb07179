package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BgeSmallTest extends BundledEmbedderContract {
  BgeSmallTest() {
    super(EmbeddingModel.bgeSmall());
  }

  @Test
  void document_hasTheReferenceVector() {
    startsWith(
        embedder().embedDocuments(List.of("create a new issue")).getFirst(),
        -0.0788f,
        -0.0086f,
        0.0097f,
        -0.0223f,
        -0.0012f,
        0.0698f);
  }

  @Test
  void query_carriesThePrefixOfTheModel() {
    var query = embedder().embedQuery("create a new issue");

    startsWith(query, -0.067f, -0.0108f, -0.0289f, -0.0046f, -0.0176f, 0.0694f);
    assertThat(query.dimensions()).isEqualTo(384);
  }
}
