package dev.dowser.config.key;

import dev.dowser.config.EmbeddingModel.Api;
import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.OptimizerSettings.Detail;
import dev.dowser.config.RemoteLimits;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Keys of {@code optimizer}. */
public final class OptimizerKeys {

  private static final OptimizerSettings DEFAULTS = OptimizerSettings.defaults();
  private static final String NOT_OURS = "has no effect here: the ranking is our own";

  /** How many hits. */
  public static final Setting<Integer> MAX_TOOLS_TO_RETURN =
      Setting.of("maxToolsToReturn", Values.wholeNumber(1, 50), "most hits of one answer (1 to 50)")
          .or(DEFAULTS.maxToolsToReturn());

  /** How much text. */
  public static final Setting<Integer> MAX_TOKENS =
      Setting.of(
              "maxTokens",
              Values.wholeNumber(50, 100_000),
              "most tokens of one answer (50 to 100000)")
          .or(DEFAULTS.maxTokens());

  /** How a hit is shown. */
  public static final Setting<Detail> DETAIL =
      Setting.of(
              "detail",
              Values.choice(Detail.class),
              "how a hit is shown: `signature`, `schema` (full definition), `name`")
          .or(DEFAULTS.detail());

  /** A description of the user's own. */
  public static final Setting<String> FIND_TOOL_DESCRIPTION =
      Setting.of("findToolDescription", Values.TEXT, "description of `find_tool`")
          .otherwise("generated");

  /** How much of an overview. */
  public static final Setting<Integer> OVERVIEW_TOKENS =
      Setting.of(
              "overviewTokens",
              Values.wholeNumber(0, 10_000),
              "most tokens of the generated overview of backends (0 to 10000)")
          .or(DEFAULTS.overviewTokens());

  /** Tools beside the two. */
  public static final Part PINNED_TOOLS =
      Part.of(
          "pinnedTools",
          Content.listOf(Values.TEXT),
          "in mode `find`, tools that are listed beside `find_tool` and `call_tool`, by the names that clients see. One that is not there now is not listed; clients are told when that changes. If no tool has the name when all backends have answered, the log and `/status` (`pinnedWithoutTool`) say so");

  /** Where results are cut. */
  public static final Setting<OptionalInt> MAX_RESULT_TOKENS =
      Setting.of(
              "maxResultTokens",
              Values.wholeNumberOrOff(200, 100_000),
              "in mode `find`, most tokens of a result of `call_tool` (200 to 100000, or `off`). Of a longer one clients get the beginning and how to read on, see [Long results](#long-results)")
          .or(DEFAULTS.maxResultTokens());

  /** Whether clients choose. */
  public static final Setting<Boolean> ALLOW_MODE_OVERRIDE =
      Setting.of(
              "allowModeOverride",
              Values.FLAG,
              "clients may choose the mode of their session, see [The mode of a session](#the-mode-of-a-session)")
          .or(DEFAULTS.allowModeOverride());

  /** As the reference system names an embedding server. */
  public static final Setting<String> EMBEDDING_SERVICE =
      Setting.of(
          "embeddingService",
          BackendKeys.ADDRESS,
          "as `embedding.url`; empty is as good as left out. The keys below have no effect without it");

  /** As {@link EmbeddingKeys#TIMEOUT}. */
  public static final Setting<Duration> EMBEDDING_SERVICE_TIMEOUT =
      Setting.of("embeddingServiceTimeout", EmbeddingKeys.TIMEOUT.value(), "as `embedding.timeout`")
          .or(RemoteLimits.defaults().timeout());

  /** As {@link EmbeddingKeys#API}. */
  public static final Setting<Api> EMBEDDING_PROVIDER =
      Setting.of(
              "embeddingProvider",
              Values.choice(List.of(Api.TEI, Api.OPENAI)),
              "as `embedding.api`: `tei` or `openai`, which gets the token of the variable `OPENAI_API_KEY`")
          .or(Api.TEI);

  /** As {@link EmbeddingKeys#REMOTE_MODEL}. */
  public static final Setting<String> EMBEDDING_MODEL =
      Setting.of(
          "embeddingModel",
          Values.TEXT,
          "as `embedding.remoteModel`; needed with `openai`, without effect with `tei`");

  /** As {@link EmbeddingKeys#HEADERS}. */
  public static final Part EMBEDDING_HEADERS =
      Part.of("embeddingHeaders", EmbeddingKeys.HEADERS.content(), "as `embedding.headers`");

  /** What each virtual server has of its own. */
  static final Shape OF_EACH =
      Shape.of(
          MAX_TOOLS_TO_RETURN,
          MAX_TOKENS,
          DETAIL,
          FIND_TOOL_DESCRIPTION,
          OVERVIEW_TOKENS,
          PINNED_TOOLS,
          MAX_RESULT_TOKENS,
          ALLOW_MODE_OVERRIDE,
          Mention.warned("hybridSearchSemanticRatio", NOT_OURS),
          Mention.warned("semanticDistanceThreshold", NOT_OURS));

  /** All; the model is one for all virtual servers. */
  public static final Part OPTIMIZER =
      Part.section(
          "optimizer",
          OF_EACH.and(
              EMBEDDING_SERVICE,
              EMBEDDING_SERVICE_TIMEOUT,
              EMBEDDING_PROVIDER,
              EMBEDDING_MODEL,
              EMBEDDING_HEADERS));

  private OptimizerKeys() {}
}
