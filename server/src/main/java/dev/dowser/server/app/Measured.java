package dev.dowser.server.app;

import dev.dowser.config.Mode;
import dev.dowser.config.VirtualServerSettings;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.server.gateway.PassThroughSurface;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.http.OperatedServer;
import dev.dowser.server.mcp.legacy.Surfaces;
import dev.dowser.server.metatools.FindModeSurface;
import dev.dowser.server.metatools.ListingTokens;
import dev.dowser.server.metatools.result.ResultLimit;
import dev.dowser.server.session.AskedMode;
import dev.dowser.server.telemetry.MeteredServer;
import dev.dowser.server.telemetry.MeteredSurface;
import dev.dowser.server.telemetry.ServerTelemetry;
import dev.dowser.server.telemetry.Telemetry;
import dev.dowser.server.telemetry.ToolEvents;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A virtual server and what its clients see of it, with meters around both. */
final class Measured {
  private final VirtualServer plain;
  private final View configured;
  private final Map<AskedMode, ToolSurface> choice = new EnumMap<>(AskedMode.class);

  /** What clients of one mode see. */
  private record View(ServerTelemetry meters, ToolSurface surface) {}

  /**
   * Meters of a virtual server.
   *
   * @param name what the meters call it
   * @param limit of results in mode {@code find}
   */
  Measured(
      Telemetry telemetry,
      String name,
      VirtualServer plain,
      VirtualServerSettings settings,
      ResultLimit limit) {
    this.plain = plain;
    this.configured = view(telemetry, name, settings, limit);
    if (settings.optimizer().allowModeOverride()) {
      var other = settings.mode() == Mode.FIND ? Mode.ALL : Mode.FIND;
      choice.put(asked(settings.mode()), configured.surface());
      choice.put(asked(other), view(telemetry, name, settings.withMode(other), limit).surface());
    }
  }

  private View view(
      Telemetry telemetry, String name, VirtualServerSettings settings, ResultLimit limit) {
    // What sizes are asked of is never asked to find or to call, so nothing needs to count there.
    var sizes =
        new ListingTokens(plain, surface(settings, plain, ToolEvents.NONE, ResultLimit.NONE));
    var meters = telemetry.server(name, settings.mode() == Mode.FIND, sizes);
    var surface = surface(settings, new MeteredServer(plain, meters), meters, limit);
    return new View(meters, new MeteredSurface(surface, meters));
  }

  private static ToolSurface surface(
      VirtualServerSettings settings, VirtualServer server, ToolEvents events, ResultLimit limit) {
    return switch (settings.mode()) {
      case FIND ->
          new FindModeSurface(server, Translation.find(settings.optimizer()), events, limit);
      case ALL -> new PassThroughSurface(server);
    };
  }

  private static AskedMode asked(Mode mode) {
    return switch (mode) {
      case FIND -> AskedMode.FIND;
      case ALL -> AskedMode.ALL;
    };
  }

  /** Shows the state of these parts too. */
  void watch(Supplier<IndexStatus> index, IntSupplier sessions) {
    configured.meters().watch(plain, index, sessions);
  }

  Surfaces surfaces() {
    return new Surfaces(configured.surface(), choice);
  }

  /** Tools whose arguments are not or not wholly checked, and why. */
  Map<ToolId, String> unchecked() {
    var unchecked = new HashMap<>(configured.surface().unchecked());
    choice.values().forEach(surface -> unchecked.putAll(surface.unchecked()));
    return unchecked;
  }

  OperatedServer.Tokens tokens() {
    return new OperatedServer.Tokens(configured.meters().shown(), configured.meters().saved());
  }
}
