package dev.dowser.server.mcp.legacy;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.session.AskedMode;
import dev.dowser.server.session.Session;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What sessions see of a virtual server.
 *
 * @param configured where a client asks for nothing else
 * @param choice what clients may ask for; empty if they may not
 */
public record Surfaces(ToolSurface configured, Map<AskedMode, ToolSurface> choice) {

  /** Copies the map. */
  public Surfaces {
    choice = Map.copyOf(choice);
  }

  /** Without a choice. */
  public static Surfaces only(ToolSurface configured) {
    return new Surfaces(configured, Map.of());
  }

  /** All that a session may see, each once. */
  Set<ToolSurface> all() {
    var all = new LinkedHashSet<>(List.of(configured));
    all.addAll(choice.values());
    return all;
  }

  ToolSurface of(Optional<AskedMode> asked) {
    return asked.flatMap(mode -> Optional.ofNullable(choice.get(mode))).orElse(configured);
  }

  ToolSurface of(Session session) {
    return of(session.negotiated().mode());
  }

  /**
   * What a request asks for; nothing if clients may not ask.
   *
   * @throws GatewayException {@code BAD_REQUEST} if it is no mode, or more than one
   */
  Optional<AskedMode> asked(List<String> modes) {
    if (choice.isEmpty() || modes.isEmpty()) {
      return Optional.empty();
    }
    var asked = modes.stream().distinct().toList();
    if (asked.size() > 1) {
      throw refused("ask for one mode, in the address or in the header Dowser-Mode, not for two");
    }
    return Optional.of(
        AskedMode.of(asked.getFirst())
            .orElseThrow(() -> refused("mode must be one of " + known())));
  }

  private static String known() {
    return Arrays.stream(AskedMode.values()).map(AskedMode::text).collect(Collectors.joining(", "));
  }

  private static GatewayException refused(String message) {
    return new GatewayException(ErrorCode.BAD_REQUEST, message);
  }
}
