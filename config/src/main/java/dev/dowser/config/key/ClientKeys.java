package dev.dowser.config.key;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys of the servers that a client's own file lists. */
public final class ClientKeys {

  /** Spellings of {@code url}. */
  public static final List<Setting<String>> ADDRESSES =
      List.of(
          Setting.of("serverUrl", BackendKeys.ADDRESS, "`url`"),
          Setting.of("httpUrl", BackendKeys.ADDRESS, "`url`"));

  /** How a server speaks. */
  public static final Value<String> SPOKEN =
      Values.words(
          "text that is not empty",
          "stdio",
          "http",
          "streamable-http",
          "streamableHttp",
          "streamable_http",
          "sse");

  /** How a server speaks. */
  public static final List<Setting<String>> TRANSPORTS =
      List.of(
          Setting.of("transport", SPOKEN, "how the server speaks"),
          Setting.of("type", SPOKEN, "how the server speaks"));

  /** Leaves a server out. */
  public static final Setting<Boolean> DISABLED =
      Setting.of("disabled", Values.FLAG, "`true` leaves the server out").or(false);

  /** Leaves a server out. */
  public static final Setting<Boolean> ENABLED =
      Setting.of("enabled", Values.FLAG, "`false` leaves the server out").or(true);

  private static final Shape SERVER =
      BackendKeys.SHAPE
          .without(BackendKeys.NAME, BackendKeys.TRANSPORT, BackendKeys.TYPE, BackendKeys.METADATA)
          .and(ADDRESSES.toArray(Key[]::new))
          .and(TRANSPORTS.toArray(Key[]::new))
          .and(DISABLED, ENABLED, Mention.refused("envFile"))
          .apart(apart())
          .open();

  private static final Content BY_NAME = new Content.Named("NAME", new Content.Nested(SERVER));

  /** Of most clients. */
  public static final Part MCP_SERVERS =
      Part.of("mcpServers", BY_NAME, "servers as clients write them, in place of `backends`");

  /** Of VS Code. */
  public static final Part SERVERS =
      Part.of("servers", BY_NAME, "servers as VS Code writes them, in place of `backends`");

  private ClientKeys() {}

  /** As in our own form, with all spellings of the address. */
  private static Map<String, List<String>> apart() {
    var apart = new HashMap<>(BackendKeys.SHAPE.apart());
    var remote = apart.getOrDefault(BackendKeys.URL.name(), List.of());
    var process = new ArrayList<>(apart.getOrDefault(BackendKeys.COMMAND.name(), List.of()));
    for (var address : ADDRESSES) {
      apart.put(address.name(), remote);
      process.add(address.name());
    }
    apart.put(BackendKeys.COMMAND.name(), process);
    return apart;
  }
}
