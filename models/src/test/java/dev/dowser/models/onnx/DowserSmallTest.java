package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DowserSmallTest extends BundledEmbedderContract {
  DowserSmallTest() {
    super(EmbeddingModel.dowserSmall());
  }

  @Test
  void document_hasTheReferenceVector() {
    startsWith(
        embedder().embedDocuments(List.of("create a new issue")).getFirst(),
        -0.0417f,
        0.0003f,
        -0.0623f,
        0.0282f,
        -0.0388f,
        0.0286f);
  }

  @Test
  void queryAndDocument_areEmbeddedAlike() {
    assertThat(embedder().embedQuery("create a new issue").values())
        .containsExactly(
            embedder().embedDocuments(List.of("create a new issue")).getFirst().values());
  }

  @Test
  void everydayWish_isNearestToTheToolThatServes() {
    var wish = embedder().embedQuery("who is this caller and what did we last sell them?");
    var tools =
        embedder()
            .embedDocuments(
                List.of(
                    "crm search contacts: Search contacts by phone number or name",
                    "phone place call: Start an outgoing voice call",
                    "shop list products: List products with price and stock"));

    assertThat(cosine(wish, tools.get(0)))
        .isGreaterThan(cosine(wish, tools.get(1)))
        .isGreaterThan(cosine(wish, tools.get(2)));
  }

  @Test
  void wordsOfEnglish_areKnownWhole() {
    assertThat(embedder().embedQuery("Weather in Vienna?").wholeWords()).hasValue(1);
    assertThat(embedder().embedQuery("cerrar la puerta con llave").wholeWords()).hasValue(0.4);
    assertThat(embedder().embedQuery("42").wholeWords()).isEmpty();
  }

  @Test
  void cohort_isOfUnitLength() {
    var cohort = embedder().cohort();

    assertThat(cohort.vectors())
        .hasSizeGreaterThan(4_000)
        .allSatisfy(vector -> assertThat(length(vector) * cohort.scale()).isBetween(0.97, 1.03));
  }

  private static double length(byte[] vector) {
    double squares = 0;
    for (byte value : vector) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
