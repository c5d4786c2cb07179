package dev.dowser.config.key;

import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Pooling;
import dev.dowser.config.EmbeddingSettings;
import java.util.List;

/** Keys of {@code embedding}. */
public final class EmbeddingKeys {

  /** One that comes with the gateway. */
  public static final Setting<Bundled> MODEL =
      Setting.of(
              "model",
              Values.choice(Bundled.class),
              "bundled model: `dowser` (fitted to finding tools, [encoder](encoder.md)), `bge-small` (what it was fitted from) or `minilm` (half the cost). Another model embeds all tools anew in the background, words answer meanwhile")
          .or(Bundled.DOWSER);

  /** One on disk. */
  public static final Setting<String> FOLDER =
      Setting.of(
          "folder",
          Values.PATH,
          "a model of your own instead: a folder with `model.onnx`, `tokenizer.json` and, if refusals are wanted, `cohort.i8`; [encoder](encoder.md) tells how to fit one");

  /** Of a model on disk. */
  public static final Setting<Pooling> POOLING =
      Setting.of(
              "pooling",
              Values.choice(List.of(Pooling.MEAN, Pooling.CLS)),
              "for `folder`: `mean` or `cls`")
          .or(Pooling.MEAN);

  /** Of a model on disk. */
  public static final Setting<String> QUERY_PREFIX =
      Setting.of(
              "queryPrefix", Values.ANY_TEXT, "for `folder`: text the model wants before queries")
          .or("");

  /** Of a model on disk. */
  public static final Setting<String> DOCUMENT_PREFIX =
      Setting.of(
              "documentPrefix",
              Values.ANY_TEXT,
              "for `folder`: text the model wants before documents")
          .or("");

  /** Where texts are cut. */
  public static final Setting<Integer> MAX_TOKENS =
      Setting.of("maxTokens", Values.wholeNumber(8, 8192), "where texts are cut (8 to 8192)")
          .or(EmbeddingSettings.defaults().maxTokens());

  /** All. */
  public static final Part EMBEDDING =
      Part.section(
          "embedding",
          Shape.of(
              MODEL,
              FOLDER,
              POOLING,
              QUERY_PREFIX,
              DOCUMENT_PREFIX,
              MAX_TOKENS,
              new Mention(
                  "url",
                  Mention.Standing.REFUSED,
                  "embedding servers are not built yet; expected model or folder")));

  private EmbeddingKeys() {}
}
