package dev.dowser.config.key;

import dev.dowser.config.BackendLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Keys of one backend. */
public final class BackendKeys {

  private static final Value<Long> BYTES = Values.size(1L << 10, 1L << 30);

  /** Absolute http or https address. */
  public static final Value<String> ADDRESS =
      Values.text(
          "text that is not empty", "\\s*[Hh][Tt][Tt][Pp][Ss]?://[^@/?#\\s]+([/?][^#\\s]*)?\\s*");

  /** Names of backends. */
  public static final Value<String> BACKEND_NAME =
      Values.matching(
          "1 to 64 letters, digits, \"_\", \".\" or \"-\"",
          Pattern.compile("[A-Za-z0-9_.-]{1,64}"));

  /** What it is called. */
  public static final Setting<String> NAME =
      Setting.of("name", BACKEND_NAME, "unique; 1 to 64 letters, digits, `_`, `.`, `-`").needed();

  /** The program. */
  public static final Setting<String> COMMAND =
      Setting.of("command", Values.TEXT, "program to start, looked up in the PATH")
          .otherwise("needed");

  /** Its arguments. */
  public static final Part ARGS = Part.of("args", Content.listOf(Values.ANY_TEXT), "its arguments");

  /** Its variables. */
  public static final Part ENV = Part.of("env", named("NAME"), "variables set for it");

  /** More variables. */
  public static final Part INHERIT_ENV =
      Part.of(
          "inheritEnv",
          Content.listOf(Values.TEXT),
          "names of the gateway's own variables that it also gets. Without it only a short list passes (PATH, HOME, LANG, proxies, certificates and the like)");

  /** Where it runs. */
  public static final Setting<String> CWD =
      Setting.of("cwd", Values.PATH, "folder it runs in").otherwise("the gateway's own");

  /** Bound for lines. */
  public static final Setting<Long> MAX_LINE_BYTES =
      Setting.of("maxLineBytes", BYTES, "longest line it may write (1 KB to 1 GB)")
          .or(BackendLimits.DEFAULT_MAX_LINE_BYTES);

  /** The address. */
  public static final Setting<String> URL =
      Setting.of("url", ADDRESS, "`http://` or `https://`, no user or password in it, no fragment")
          .otherwise("needed");

  /** Sent with requests. */
  public static final Part HEADERS =
      Part.of(
          "headers",
          named("NAME"),
          "sent with every request. Those the protocol uses itself (`Host`, `Accept`, `Content-Type`, `Mcp-Session-Id` ...) cannot be set");

  /** The same from variables. */
  public static final Part HEADERS_ENV =
      Part.of(
          "headersEnv",
          new Content.Named("NAME", new Content.Single(Values.TEXT)),
          "headers whose values are those of environment variables: `headersEnv: { X-Api-Key: GITHUB_KEY }`. They must be set");

  /** The same from files. */
  public static final Part HEADERS_FILE =
      Part.of(
          "headersFile",
          new Content.Named("NAME", new Content.Single(Values.PATH)),
          "headers whose values stand in files, one in each: `headersFile: { Authorization: secrets/github }`. Space around is left out");

  /** All headers. */
  public static final List<Part> ALL_HEADERS = List.of(HEADERS, HEADERS_ENV, HEADERS_FILE);

  /** Whom to trust. */
  public static final Setting<String> CA_BUNDLE_PATH =
      Setting.of(
              "caBundlePath",
              Values.PATH,
              "file with certificates in PEM: only these authorities are trusted for the backend, instead of those the JDK knows. For `https://` only")
          .otherwise("the JDK's authorities");

  /** How it speaks. */
  public static final Setting<String> TRANSPORT =
      Setting.of(
              "transport",
              Values.words("text that is not empty", "stdio", "streamable-http", "sse"),
              "`stdio` for a process; `streamable-http` or `sse` for a server. Left out with a `url`, both are tried: streamable HTTP first, and SSE if that is refused with a 4xx that does not speak of logins or load. What was found stands in `/status` (`http` until then) and is used until it fails")
          .otherwise("by `command` / found out");

  /** Bound for the start. */
  public static final Setting<Duration> START_TIMEOUT =
      Setting.of(
              "startTimeout",
              Values.duration(Duration.ofMillis(100), Duration.ofHours(1)),
              "longest time until the handshake is done; packages may have to be fetched (100 ms to 1 h)")
          .otherwise("`120s` process, `30s` HTTP");

  /** Bound for results. */
  public static final Setting<Long> MAX_RESULT_BYTES =
      Setting.of("maxResultBytes", BYTES, "largest result that is taken (1 KB to 1 GB)")
          .or(BackendLimits.DEFAULT_MAX_RESULT_BYTES);

  /** Of the reference. */
  public static final Setting<String> TYPE = Setting.of("type", entryType(), "");

  /** Of the reference. */
  public static final Mention METADATA =
      Mention.warned("metadata", "has no effect: it is for people");

  private static final List<String> OF_REMOTE =
      List.of("url", "headers", "headersEnv", "headersFile", "caBundlePath");

  private static final List<String> OF_PROCESS =
      List.of("command", "args", "env", "inheritEnv", "cwd", "maxLineBytes");

  /** All. */
  public static final Shape SHAPE =
      Shape.of(
              NAME,
              COMMAND,
              ARGS,
              ENV,
              INHERIT_ENV,
              CWD,
              MAX_LINE_BYTES,
              URL,
              HEADERS,
              HEADERS_ENV,
              HEADERS_FILE,
              CA_BUNDLE_PATH,
              TRANSPORT,
              START_TIMEOUT,
              MAX_RESULT_BYTES,
              TYPE,
              METADATA)
          .apart(Map.of("url", OF_PROCESS, "command", OF_REMOTE));

  private BackendKeys() {}

  private static Content named(String name) {
    return new Content.Named(name, new Content.Single(Values.ANY_TEXT));
  }

  /** The reference knows "" and "entry", and neither changes how a server is spoken to. */
  private static Value<String> entryType() {
    return new Value<>(
        "\"\" or entry",
        text -> Optional.of(text).filter(t -> t.isEmpty() || t.equals("entry")),
        Function.identity(),
        new Form.Choice(List.of("", "entry")));
  }
}
