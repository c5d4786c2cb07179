package dev.dowser.models.onnx;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** Text to token numbers, cut at the model's limit. Thread-safe until closed. */
final class TextTokenizer implements AutoCloseable {
  /** No language needs more; what lies beyond would be tokenized only to be cut off. */
  private static final int MAX_CHARACTERS_PER_TOKEN = 32;

  private final HuggingFaceTokenizer tokenizer;
  private final int maxCharacters;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int maxCharacters) {
    this.tokenizer = tokenizer;
    this.maxCharacters = maxCharacters;
  }

  /** Padding and truncation that the file itself asks for are overruled. */
  @SuppressWarnings("IllegalCatch") // the native side throws bare RuntimeExceptions
  static TextTokenizer load(Path file, int maxTokens) {
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optTruncation(true)
              .optMaxLength(maxTokens)
              .optPadding(false)
              .build();
      return new TextTokenizer(tokenizer, maxTokens * MAX_CHARACTERS_PER_TOKEN);
    } catch (IOException | RuntimeException e) {
      throw new EmbeddingException(
          Reason.BROKEN,
          "expected a Hugging Face tokenizer in %s, got: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * A text as the model reads it.
   *
   * @param ids at least one
   * @param wholeWords see {@link Embedding#wholeWords}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Tokens(long[] ids, OptionalDouble wholeWords) {}

  Tokens tokens(String text) {
    String head = text.length() > maxCharacters ? text.substring(0, maxCharacters) : text;
    var encoding = tokenizer.encode(head);
    long[] ids = encoding.getIds();
    // Tokenizers without special tokens make nothing of nothing, and models cannot take that.
    return new Tokens(
        ids.length == 0 ? new long[1] : ids,
        WholeWords.share(encoding.getTokens(), encoding.getWordIds()));
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
