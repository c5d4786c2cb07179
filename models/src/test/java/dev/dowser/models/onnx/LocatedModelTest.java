package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.models.onnx.ModelFiles.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocatedModelTest {
  private static final EmbeddingModel MODEL = EmbeddingModel.miniLm();

  @TempDir private Path dataFolder;

  @Test
  void secondTime_usesTheUnpackedFiles() throws IOException {
    LocatedModel first = LocatedModel.locate(MODEL, dataFolder);
    FileTime longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(first.weights(), longAgo);

    LocatedModel second = LocatedModel.locate(MODEL, dataFolder);

    assertThat(second).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(second.weights())).isEqualTo(longAgo);
  }

  @Test
  void damagedFile_isUnpackedAnew() throws IOException {
    LocatedModel model = LocatedModel.locate(MODEL, dataFolder);
    Files.writeString(model.weights(), "damaged");
    Files.delete(model.tokenizer());

    LocatedModel again = LocatedModel.locate(MODEL, dataFolder);

    assertThat(Sha256.ofFiles(List.of(again.weights()))).isEqualTo(again.weightsSha256());
    assertThat(Sha256.ofFiles(List.of(again.tokenizer()))).isEqualTo(again.tokenizerSha256());
  }

  @Test
  void unpackedAtTheSameTime_isWholeForAll()
      throws ExecutionException, IOException, InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<LocatedModel>> located = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        located.add(executor.submit(() -> LocatedModel.locate(MODEL, dataFolder)));
      }
      for (Future<LocatedModel> each : located) {
        assertThat(Sha256.ofFiles(List.of(each.get().weights())))
            .isEqualTo(each.get().weightsSha256());
      }
    }
    try (Stream<Path> files = Files.walk(dataFolder).filter(Files::isRegularFile)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.onnx", "tokenizer.json");
    }
  }

  @Test
  void unusableDataFolder_isNamed() throws IOException {
    Path file = Files.writeString(dataFolder.resolve("file"), "not a folder");

    assertThatThrownBy(() -> LocatedModel.locate(MODEL, file))
        .hasMessageContainingAll("all-minilm-l6-v2 cannot be unpacked to", file.toString());
  }

  @Test
  void bundledFilesAreNotWhatWeExpect_isBroken() {
    var files =
        new ModelFiles.Bundled(
            new Resource("all-minilm-l6-v2-q.onnx", "0".repeat(64)),
            new Resource("all-minilm-l6-v2-q-tokenizer.json", "0".repeat(64)),
            Optional.empty());
    EmbeddingModel model = new EmbeddingModel("other", files, Pooling.MEAN, "", "", 256);

    assertThatThrownBy(() -> LocatedModel.locate(model, dataFolder))
        .hasMessageStartingWith("expected all-minilm-l6-v2-q.onnx with SHA-256 0000");
  }

  @Test
  void resourceNotOnTheClassPath_isMissing() {
    var files =
        new ModelFiles.Bundled(
            new Resource("no.onnx", "0".repeat(64)),
            new Resource("no.json", "0".repeat(64)),
            Optional.empty());
    EmbeddingModel model = new EmbeddingModel("none", files, Pooling.MEAN, "", "", 256);

    assertThatThrownBy(() -> LocatedModel.locate(model, dataFolder))
        .hasMessage("expected no.onnx on the class path, but it is not there");
  }
}
