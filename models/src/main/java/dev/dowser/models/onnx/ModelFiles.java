package dev.dowser.models.onnx;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a model's weights and tokenizer are. */
public sealed interface ModelFiles {

  /**
   * Size of the weights in bytes.
   *
   * @throws IOException if they are not there
   */
  long weightsSize() throws IOException;

  /**
   * On the class path.
   *
   * @param weights in ONNX
   * @param tokenizer Hugging Face JSON
   * @param cohort see {@link CohortFile}, if the model has one
   */
  record Bundled(Resource weights, Resource tokenizer, Optional<Resource> cohort)
      implements ModelFiles {
    @Override
    public long weightsSize() throws IOException {
      try (var bytes = ModelFiles.class.getResourceAsStream("/" + weights.name())) {
        if (bytes == null) {
          throw new FileNotFoundException(weights.name());
        }
        return bytes.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  /**
   * A file on the class path.
   *
   * @param name from the root of the class path
   * @param sha256 what its bytes must be, lower-case hexadecimal
   */
  record Resource(String name, String sha256) {}

  /**
   * A folder of the user's with {@code model.onnx}, {@code tokenizer.json} and, if the model has
   * one, {@code cohort.i8}.
   */
  record Folder(Path path) implements ModelFiles {
    @Override
    public long weightsSize() throws IOException {
      return Files.size(path.resolve("model.onnx"));
    }
  }
}
