package dev.dowser.models.onnx;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.onnx.ModelFiles.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model's files on disk and the hashes of their content. Bundled models are unpacked once, since
 * the native runtime reads from a path; they are checked against the hash we expect each time, so a
 * damaged copy is replaced.
 */
record LocatedModel(
    Path weights,
    String weightsSha256,
    Path tokenizer,
    String tokenizerSha256,
    Optional<Path> cohort) {
  private static final String COHORT = "cohort.i8";

  static LocatedModel locate(EmbeddingModel model, Path dataFolder) {
    return switch (model.files()) {
      case ModelFiles.Bundled bundled -> unpack(model.name(), bundled, dataFolder);
      case ModelFiles.Folder(var folder) -> inFolder(folder);
    };
  }

  private static LocatedModel inFolder(Path folder) {
    Path weights = existing(folder, "model.onnx");
    Path tokenizer = existing(folder, "tokenizer.json");
    try {
      return new LocatedModel(
          weights,
          Sha256.ofFiles(weightFiles(folder)),
          tokenizer,
          Sha256.ofFiles(List.of(tokenizer)),
          Optional.of(folder.resolve(COHORT)).filter(Files::isRegularFile));
    } catch (IOException e) {
      throw new EmbeddingException(
          Reason.MISSING, "the model in " + folder + " cannot be read: " + e, e);
    }
  }

  private static Path existing(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new EmbeddingException(
          Reason.MISSING,
          "expected model.onnx and tokenizer.json in %s, but there is no file %s"
              .formatted(folder, name));
    }
    return file;
  }

  /** Large models keep their weights beside the graph, as {@code model.onnx_data} or the like. */
  private static List<Path> weightFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("model.onnx"))
          .sorted()
          .toList();
    }
  }

  private static LocatedModel unpack(String name, ModelFiles.Bundled bundled, Path dataFolder) {
    Path folder =
        dataFolder
            .resolve("models")
            .resolve(name + "-" + bundled.weights().sha256().substring(0, 12))
            .toAbsolutePath();
    Path weights = folder.resolve("model.onnx");
    Path tokenizer = folder.resolve("tokenizer.json");
    var cohort = bundled.cohort().map(_ -> folder.resolve(COHORT));
    try {
      Files.createDirectories(folder);
      unpack(bundled.weights(), weights);
      unpack(bundled.tokenizer(), tokenizer);
      for (Resource resource : bundled.cohort().stream().toList()) {
        unpack(resource, folder.resolve(COHORT));
      }
    } catch (IOException e) {
      throw new EmbeddingException(
          Reason.MISSING,
          "the model %s cannot be unpacked to %s: %s".formatted(name, folder, e),
          e);
    }
    return new LocatedModel(
        weights, bundled.weights().sha256(), tokenizer, bundled.tokenizer().sha256(), cohort);
  }

  private static void unpack(Resource resource, Path target) throws IOException {
    if (Files.isRegularFile(target) && Sha256.ofFiles(List.of(target)).equals(resource.sha256())) {
      return;
    }
    Path unfinished = Files.createTempFile(target.getParent(), "unpacking", ".tmp");
    try {
      copy(resource.name(), unfinished);
      String found = Sha256.ofFiles(List.of(unfinished));
      if (!found.equals(resource.sha256())) {
        throw new EmbeddingException(
            Reason.BROKEN,
            "expected %s with SHA-256 %s, got %s"
                .formatted(resource.name(), resource.sha256(), found));
      }
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    try (InputStream bytes = LocatedModel.class.getResourceAsStream("/" + resource)) {
      if (bytes == null) {
        throw new EmbeddingException(
            Reason.MISSING,
            "expected %s on the class path, but it is not there".formatted(resource));
      }
      Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
