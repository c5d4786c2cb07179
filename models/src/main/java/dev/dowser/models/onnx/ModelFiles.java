package dev.dowser.models.onnx;

import java.nio.file.Path;

/** Where a model's weights and tokenizer are. */
public sealed interface ModelFiles {

  /**
   * Inside a dependency, at the root of the class path.
   *
   * @param weights name of the ONNX resource
   * @param weightsSha256 what its bytes must be, lower-case hexadecimal
   * @param tokenizer name of the tokenizer resource, Hugging Face JSON
   * @param tokenizerSha256 what its bytes must be, lower-case hexadecimal
   */
  record Bundled(String weights, String weightsSha256, String tokenizer, String tokenizerSha256)
      implements ModelFiles {}

  /** A folder of the user's with {@code model.onnx} and {@code tokenizer.json}. */
  record Folder(Path path) implements ModelFiles {}
}
