package dev.dowser.config.key;

import dev.dowser.config.EmbeddingModel.Api;
import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Pooling;
import dev.dowser.config.EmbeddingSettings;
import dev.dowser.config.RemoteLimits;
import java.time.Duration;
import java.util.List;

/** Keys of {@code embedding}. */
public final class EmbeddingKeys {

  /** One that comes with the gateway. */
  public static final Setting<Bundled> MODEL =
      Setting.of(
              "model",
              Values.choice(Bundled.class),
              "bundled model: `dowser` (fitted to finding tools, [encoder](encoder.md)), `minilm` (what it was fitted from) or `bge-small` (twice the cost). Another model embeds all tools anew in the background, words answer meanwhile")
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

  /** Of a user's own model. */
  public static final Setting<String> QUERY_PREFIX =
      Setting.of(
              "queryPrefix",
              Values.ANY_TEXT,
              "for `folder` and `url`: text the model wants before queries")
          .or("");

  /** Of a user's own model. */
  public static final Setting<String> DOCUMENT_PREFIX =
      Setting.of(
              "documentPrefix",
              Values.ANY_TEXT,
              "for `folder` and `url`: text the model wants before documents")
          .or("");

  /** Where texts are cut. */
  public static final Setting<Integer> MAX_TOKENS =
      Setting.of(
              "maxTokens",
              Values.wholeNumber(8, 8192),
              "where texts are cut (8 to 512; with `url` to 8192, and a token counts as four characters)")
          .or(EmbeddingSettings.defaults().maxTokens());

  /** One that a server has. */
  public static final Setting<String> URL =
      Setting.of(
          "url",
          BackendKeys.ADDRESS,
          "a server that computes embeddings instead: its root, the root of its API (`https://api.openai.com/v1`), or the endpoint itself (`.../embed`, `.../embeddings`); see [Embedding servers](#embedding-servers)");

  /** How the server speaks. */
  public static final Setting<Api> API =
      Setting.of(
              "api",
              Values.choice(Api.class),
              "for `url`: `tei`, `openai`, or `auto`: by the address if it says so, else TEI if `/info` tells of a model, else OpenAI's")
          .or(Api.AUTO);

  /** Which of the server's models. */
  public static final Setting<String> REMOTE_MODEL =
      Setting.of(
          "remoteModel",
          Values.TEXT,
          "for `url`: name of the model, which OpenAI's API needs (a file that leaves it out is refused if `api` or the address says that it is that API); TEI has one model");

  /** Which length of vectors. */
  public static final Setting<Integer> DIMENSIONS =
      Setting.of(
              "dimensions",
              Values.wholeNumber(1, 16_384),
              "for `url`: length of vectors to ask for, with models that have several (1 to 16384); another length is refused")
          .otherwise("the model's own");

  /** Variable with a token. */
  public static final Setting<String> TOKEN_ENV =
      Setting.of(
          "tokenEnv",
          Values.TEXT,
          "for `url`: name of the environment variable with a token, sent as `Authorization: Bearer`");

  /** File with a token. */
  public static final Setting<String> TOKEN_FILE =
      Setting.of("tokenFile", Values.PATH, "for `url`: a file with that token instead");

  /** Sent with requests. */
  public static final Part HEADERS =
      Part.of(
          "headers",
          new Content.Named("NAME", new Content.Single(Values.ANY_TEXT)),
          "for `url`: sent with every request");

  /** Whom to trust. */
  public static final Setting<String> CA_BUNDLE_PATH =
      Setting.of("caBundlePath", Values.PATH, "for `url`: as for backends")
          .otherwise("the JDK's authorities");

  /** For documents. */
  public static final Setting<Duration> TIMEOUT =
      Setting.of(
              "timeout",
              Values.duration(Duration.ofMillis(10), Duration.ofMinutes(10)),
              "for `url`: longest time for a request with texts of tools (10 ms to 10 min)")
          .or(RemoteLimits.defaults().timeout());

  /** For queries. */
  public static final Setting<Duration> QUERY_TIMEOUT =
      Setting.of(
              "queryTimeout",
              Values.duration(Duration.ofMillis(10), Duration.ofSeconds(30)),
              "for `url`: longest time that finding waits for the vector of a request (10 ms to 30 s); after that it answers by words alone")
          .or(RemoteLimits.defaults().queryTimeout());

  /** How many texts. */
  public static final Setting<Integer> BATCH =
      Setting.of(
              "batch",
              Values.wholeNumber(2, 256),
              "for `url`: most texts of one request (2 to 256), within what TEI says it takes; one of them is a known text of ours")
          .or(RemoteLimits.defaults().batch());

  /** Those that belong to a server. */
  public static final List<Key> OF_SERVERS =
      List.of(
          API,
          REMOTE_MODEL,
          DIMENSIONS,
          TOKEN_ENV,
          TOKEN_FILE,
          HEADERS,
          CA_BUNDLE_PATH,
          TIMEOUT,
          QUERY_TIMEOUT,
          BATCH);

  /** All. */
  public static final Part EMBEDDING =
      Part.section(
          "embedding",
          Shape.of(MODEL, FOLDER, POOLING, QUERY_PREFIX, DOCUMENT_PREFIX, MAX_TOKENS, URL)
              .and(OF_SERVERS.toArray(Key[]::new)));

  private EmbeddingKeys() {}
}
