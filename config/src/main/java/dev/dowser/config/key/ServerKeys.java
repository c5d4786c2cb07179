package dev.dowser.config.key;

import dev.dowser.config.ServerSettings;
import java.util.regex.Pattern;

/** Keys of {@code server}. */
public final class ServerKeys {

  private static final ServerSettings DEFAULTS = ServerSettings.defaults();
  private static final String NAME_OR_IPV6 = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(:\\d{1,5})?";

  /** Where to bind. */
  public static final Setting<String> HOST =
      Setting.of(
              "host",
              Values.matching(
                  "a host name or an address",
                  Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+\\]?")),
              "address to listen on. One that other machines reach is refused unless `--insecure` is given, as long as there is no authentication")
          .or(DEFAULTS.host());

  /** Where to bind. */
  public static final Setting<Integer> PORT =
      Setting.of("port", Values.wholeNumber(0, 65535), "0 picks a free one").or(DEFAULTS.port());

  /** Where the endpoint is. */
  public static final Setting<String> PATH =
      Setting.of(
              "path",
              Values.matching(
                  "a path like /mcp, without / at its end",
                  Pattern.compile("(/[A-Za-z0-9._~-]+)+")),
              "of the main MCP endpoint")
          .or(DEFAULTS.path());

  /** Accepted in the Host header. */
  public static final Value<String> HOST_AND_PORT =
      Values.matching("host or host:port, no wildcard", Pattern.compile(NAME_OR_IPV6));

  /** Accepted in the Host header. */
  public static final Part ALLOWED_HOSTS =
      Part.of(
              "allowedHosts",
              Content.listOf(HOST_AND_PORT),
              "further values of the Host header, `host` or `host:port`")
          .otherwise("loopback");

  /** Accepted in the Origin header. */
  public static final Value<String> ORIGIN =
      Values.matching(
          "scheme://host[:port], no wildcard",
          Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://" + NAME_OR_IPV6));

  /** Accepted in the Origin header. */
  public static final Part ALLOWED_ORIGINS =
      Part.of(
              "allowedOrigins",
              Content.listOf(ORIGIN),
              "further values of the Origin header, `scheme://host[:port]`")
          .otherwise("loopback");

  /** Bound for requests. */
  public static final Setting<Long> MAX_REQUEST_BYTES =
      Setting.of(
              "maxRequestBytes", Values.size(1L << 10, 1L << 30), "largest request (1 KB to 1 GB)")
          .or(DEFAULTS.maxRequestBytes());

  /** All. */
  public static final Part SERVER =
      Part.section(
          "server", Shape.of(HOST, PORT, PATH, ALLOWED_HOSTS, ALLOWED_ORIGINS, MAX_REQUEST_BYTES));

  private ServerKeys() {}
}
