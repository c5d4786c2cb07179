package dev.dowser.config.key;

import dev.dowser.config.AdminSettings;
import dev.dowser.config.Mode;
import dev.dowser.config.SessionSettings;
import dev.dowser.config.VirtualServerSettings;
import java.time.Duration;
import java.util.List;

/** Keys of a whole configuration. */
public final class GatewayKeys {

  private static final SessionSettings SESSION_DEFAULTS = SessionSettings.defaults();

  /** Tells clients who we are. */
  public static final Setting<String> NAME =
      Setting.of("name", Values.TEXT, "name of the main virtual server, told to clients")
          .or(VirtualServerSettings.DEFAULT_NAME);

  /** The servers. */
  public static final Part BACKENDS =
      Part.of(
              "backends",
              new Content.ListOf(new Content.Nested(BackendKeys.SHAPE)),
              "the MCP servers behind the gateway, see below; or `mcpServers`")
          .needed();

  /** Which backends belong together. */
  public static final Part GROUPS =
      Part.of(
          "groups",
          new Content.Named("NAME", Content.listOf(Values.TEXT)),
          "named lists of backends: `groups: { data: [postgres, files] }`");

  /** Which of them is served. */
  public static final Setting<String> GROUP_REF =
      Setting.of(
              "groupRef",
              Values.TEXT,
              "the group to serve. Without `groups` it changes nothing, so that files which always carry it work")
          .otherwise("all backends");

  /** What clients see. */
  public static final Setting<Mode> MODE =
      Setting.of(
              "mode",
              Values.choice(Mode.class),
              "`find`: clients see `find_tool` and `call_tool`. `all`: they see the whole catalog")
          .or(Mode.FIND);

  /** Further virtual servers. */
  public static final Part VIRTUAL_SERVERS =
      Part.of(
          "virtualServers",
          new Content.Named("NAME", new Content.Nested(VirtualServerKeys.SHAPE)),
          "further MCP endpoints over the same backends, see [Several virtual servers](#several-virtual-servers)");

  /** Variables in a file. */
  public static final Setting<String> ENV_FILE =
      Setting.of(
          "envFile",
          Values.PATH,
          "a file of variables for `${NAME}`, `tokenEnv`, `headersEnv` and `inheritEnv`, see [Variables in a file](#variables-in-a-file)");

  /** Where state is kept. */
  public static final Setting<String> DATA_DIR =
      Setting.of(
              "dataDir",
              Values.text("a path or :memory:", Values.SOMETHING),
              "index, vectors, last known catalog, signing key. `:memory:` keeps nothing")
          .otherwise(
              "`$XDG_STATE_HOME/dowser`, else `~/.local/state/dowser` (macOS: `~/Library/Application Support/dowser`)");

  /** How long a session lives. */
  public static final Setting<Duration> IDLE =
      Setting.of(
              "idle",
              Values.duration(Duration.ofSeconds(1), Duration.ofDays(30)),
              "how long a session lives without a request (1 s to 30 days)")
          .or(SESSION_DEFAULTS.idle());

  /** How many sessions there may be. */
  public static final Setting<Integer> MAX_SESSIONS =
      Setting.of(
              "max", Values.wholeNumber(1, 1_000_000), "most sessions at one time (1 to 1000000)")
          .or(SESSION_DEFAULTS.max());

  /** Limits for sessions. */
  public static final Part SESSIONS = Part.section("sessions", Shape.of(IDLE, MAX_SESSIONS));

  /** Who may administer. */
  public static final Setting<String> TOKEN_ENV =
      Setting.of(
          "tokenEnv",
          Values.TEXT,
          "name of the environment variable with the bearer token for `/status`, `/prometheus` and `/admin`; it must be set then. Without a token only this machine has access");

  /** The same from a file. */
  public static final Setting<String> TOKEN_FILE =
      Setting.of("tokenFile", Values.PATH, "a file with that token instead");

  /** Becomes {@link AdminSettings}. */
  public static final Part ADMIN = Part.section("admin", Shape.of(TOKEN_ENV, TOKEN_FILE));

  /** Our own form of a configuration. */
  public static final Shape SHAPE =
      Shape.of(
          NAME,
          BACKENDS,
          GROUPS,
          GROUP_REF,
          MODE,
          ENV_FILE,
          DATA_DIR,
          AuthenticationKeys.INCOMING,
          AuthenticationKeys.OUTGOING,
          AggregationKeys.AGGREGATION,
          OptimizerKeys.OPTIMIZER,
          ServerKeys.SERVER,
          SESSIONS,
          EmbeddingKeys.EMBEDDING,
          OperationalKeys.OPERATIONAL,
          ADMIN,
          StorageKeys.STORAGE,
          VIRTUAL_SERVERS,
          Mention.warned("telemetry"),
          Mention.warned("audit"),
          Mention.warned("metadata", "has no effect: it is for people"),
          Mention.refused("authz"),
          Mention.refused("policies"),
          Mention.refused("rateLimiting"),
          Mention.refused("compositeTools"),
          Mention.refused("compositeToolRefs", "is not built yet: it names objects of Kubernetes"),
          Mention.refused("codeMode"),
          Mention.refused("passthroughHeaders"));

  private GatewayKeys() {}

  /** The form that clients have, with our keys beside theirs. */
  public static Shape ofClient(List<Part> servers) {
    return SHAPE.and(servers.toArray(Key[]::new)).open();
  }
}
