package dev.dowser.models.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of the user's own, sound or not. */
final class ModelFolderTest {
  private static final Path DATA_FOLDER = Path.of("target", "data");

  @TempDir private Path folder;

  @BeforeEach
  void placeASoundModel() throws IOException {
    write("model.onnx", TinyOnnx.sound().bytes());
    try (InputStream tokenizer =
        ModelFolderTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
      assertThat(tokenizer).isNotNull();
      write("tokenizer.json", tokenizer.readAllBytes());
    }
  }

  @Test
  void soundFolder_embeds() {
    try (OnnxEmbedder embedder = load(model())) {
      assertThat(embedder.space().dimensions()).isEqualTo(4);
      assertThat(embedder.embedQuery("x").values())
          .containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, within(1e-6f));
    }
  }

  @Test
  void outputOfOneVectorPerText_isTakenAsItIs() throws IOException {
    write("model.onnx", TinyOnnx.sound().withPooledOutput().bytes());

    try (OnnxEmbedder embedder = load(model())) {
      assertThat(embedder.space().dimensions()).isEqualTo(4);
      assertThat(embedder.embedQuery("x y z").dimensions()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.onnx", "tokenizer.json"})
  void fileNotThere_isMissing(String name) throws IOException {
    Files.delete(folder.resolve(name));

    assertRefused(Reason.MISSING, "no file " + name);
  }

  @Test
  void cohortBesideTheWeights_isRead() throws IOException {
    write("cohort.i8", new byte[] {127, 0, 0, 0, 0, -127, 0, 0});

    try (OnnxEmbedder embedder = load(model())) {
      assertThat(embedder.cohort().vectors())
          .containsExactly(new byte[] {127, 0, 0, 0}, new byte[] {0, -127, 0, 0});
      assertThat(127 * embedder.cohort().scale()).isEqualTo(1, within(1e-6f));
    }
  }

  @Test
  void noCohort_isNone() {
    try (OnnxEmbedder embedder = load(model())) {
      assertThat(embedder.cohort().vectors()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4 * 65_537})
  void cohortOfTheWrongSize_isBroken(int bytes) throws IOException {
    write("cohort.i8", new byte[bytes]);

    assertRefused(Reason.BROKEN, "expected 1 to 65536 vectors of 4 bytes in");
  }

  @Test
  void folderNotThere_isMissing() {
    assertThatThrownBy(() -> load(EmbeddingModel.inFolder(folder.resolve("nowhere"), Pooling.CLS)))
        .hasMessageContaining("nowhere")
        .satisfies(thrown -> hasReason(thrown, Reason.MISSING));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<!doctype html><title>404</title>", "{\"json\": true}"})
  void weightsOfAnotherKind_areBroken(String content) throws IOException {
    Files.writeString(folder.resolve("model.onnx"), content);

    assertRefused(Reason.BROKEN, "expected an ONNX model in");
  }

  @Test
  void truncatedWeights_areBroken() throws IOException {
    byte[] whole = TinyOnnx.sound().bytes();
    write("model.onnx", Arrays.copyOf(whole, whole.length / 2));

    assertRefused(Reason.BROKEN, "expected an ONNX model in");
  }

  @Test
  void truncatedRealModel_isBroken() throws IOException {
    try (InputStream bytes =
        ModelFolderTest.class.getResourceAsStream("/all-minilm-l6-v2-q.onnx")) {
      assertThat(bytes).isNotNull();
      write("model.onnx", bytes.readNBytes(1_000_000));
    }

    assertRefused(Reason.BROKEN, "expected an ONNX model in");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!doctype html><title>404</title>",
        "{}",
        "{\"version\": \"1.0\", \"model\": {\"type\": \"Unheard\"}}",
        "[1, 2"
      })
  void tokenizerOfAnotherKind_isBroken(String content) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), content);

    assertRefused(Reason.BROKEN, "expected a Hugging Face tokenizer in");
  }

  @Test
  void unknownInput_isBroken() throws IOException {
    write("model.onnx", TinyOnnx.sound().withInput("pixels").bytes());

    assertRefused(Reason.BROKEN, "inputs input_ids", "got [pixels INT64[-1, -1]]");
  }

  @Test
  void unknownOutput_isBroken() throws IOException {
    write("model.onnx", TinyOnnx.sound().withOutput("logits").bytes());

    assertRefused(Reason.BROKEN, "output last_hidden_state", "got [logits FLOAT[-1, -1, ");
  }

  @Test
  void outputOfTheWrongShape_isBroken() throws IOException {
    write(
        "model.onnx", TinyOnnx.sound().withPooledOutput().withOutput("last_hidden_state").bytes());

    assertRefused(Reason.BROKEN, "output last_hidden_state", "got [last_hidden_state FLOAT[-1, ");
  }

  @Test
  void noDimensions_areBroken() throws IOException {
    write("model.onnx", TinyOnnx.sound().withDimensions(0).bytes());

    assertRefused(Reason.BROKEN, "dimensions");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
  void vectorsWithoutDirection_areBroken(float weight) throws IOException {
    write("model.onnx", TinyOnnx.sound().withWeight(weight).bytes());

    assertRefused(Reason.BROKEN, "a vector with a direction");
  }

  @Test
  void sameModelElsewhere_hasTheSameSpace(@TempDir Path elsewhere) throws IOException {
    for (String name : List.of("model.onnx", "tokenizer.json")) {
      Files.copy(folder.resolve(name), elsewhere.resolve(name));
    }

    assertThat(space(EmbeddingModel.inFolder(elsewhere, Pooling.CLS)).id())
        .isEqualTo(space(model()).id());
  }

  @Test
  void whateverShapesVectors_makesAnotherSpace() throws IOException {
    EmbeddingModel model = model();
    List<String> ids =
        List.of(
            space(model).id(),
            space(EmbeddingModel.inFolder(folder, Pooling.MEAN)).id(),
            space(model.withPrefixes("q: ", "")).id(),
            space(model.withPrefixes("", "q: ")).id(),
            space(model.withMaxTokens(128)).id(),
            spaceAfter("tokenizer.json", "\n".getBytes(UTF_8)),
            spaceAfter("model.onnx_data", new byte[] {1}),
            spaceAfter("model.onnx", TinyOnnx.sound().withWeight(2).bytes()));

    assertThat(ids).doesNotHaveDuplicates();
  }

  private String spaceAfter(String name, byte[] content) throws IOException {
    if (name.equals("tokenizer.json")) {
      Files.write(folder.resolve(name), content, StandardOpenOption.APPEND);
    } else {
      write(name, content);
    }
    return space(model()).id();
  }

  private EmbeddingModel model() {
    return EmbeddingModel.inFolder(folder, Pooling.CLS);
  }

  private static EmbeddingSpace space(EmbeddingModel model) {
    try (OnnxEmbedder embedder = load(model)) {
      return embedder.space();
    }
  }

  private static OnnxEmbedder load(EmbeddingModel model) {
    return OnnxEmbedder.load(model, DATA_FOLDER);
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private void assertRefused(Reason reason, String... message) {
    assertThatThrownBy(() -> load(model()))
        .hasMessageContainingAll(message)
        .satisfies(thrown -> hasReason(thrown, reason));
  }

  private static void hasReason(Throwable thrown, Reason reason) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            EmbeddingException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
