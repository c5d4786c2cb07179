package dev.dowser.models.onnx;

import java.nio.file.Path;
import java.util.Optional;

/** Where a model's weights and tokenizer are. */
public sealed interface ModelFiles {

  /**
   * On the class path.
   *
   * @param weights in ONNX
   * @param tokenizer Hugging Face JSON
   * @param cohort see {@link CohortFile}, if the model has one
   */
  record Bundled(Resource weights, Resource tokenizer, Optional<Resource> cohort)
      implements ModelFiles {}

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
  record Folder(Path path) implements ModelFiles {}
}
