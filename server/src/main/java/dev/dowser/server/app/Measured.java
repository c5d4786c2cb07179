package dev.dowser.server.app;

import dev.dowser.config.Mode;
import dev.dowser.config.VirtualServerSettings;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.server.gateway.PassThroughSurface;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.http.OperatedServer;
import dev.dowser.server.metatools.FindModeSurface;
import dev.dowser.server.metatools.ListingTokens;
import dev.dowser.server.telemetry.MeteredServer;
import dev.dowser.server.telemetry.MeteredSurface;
import dev.dowser.server.telemetry.ServerTelemetry;
import dev.dowser.server.telemetry.Telemetry;
import dev.dowser.server.telemetry.ToolEvents;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A virtual server and what its clients see of it, with meters around both. */
final class Measured {
  private final VirtualServer plain;
  private final ServerTelemetry meters;
  private final VirtualServer server;
  private final ToolSurface surface;

  /**
   * Meters of a virtual server.
   *
   * @param name what the meters call it
   */
  Measured(Telemetry telemetry, String name, VirtualServer plain, VirtualServerSettings settings) {
    this.plain = plain;
    // What sizes are asked of is never asked to find or to call, so nothing needs to count there.
    var sizes = new ListingTokens(plain, surface(settings, plain, ToolEvents.NONE));
    this.meters = telemetry.server(name, settings.mode() == Mode.FIND, sizes);
    this.server = new MeteredServer(plain, meters);
    this.surface = new MeteredSurface(surface(settings, server, meters), meters);
  }

  private static ToolSurface surface(
      VirtualServerSettings settings, VirtualServer server, ToolEvents events) {
    return switch (settings.mode()) {
      case FIND -> new FindModeSurface(server, Translation.find(settings.optimizer()), events);
      case ALL -> new PassThroughSurface(server);
    };
  }

  /** Shows the state of these parts too. */
  void watch(Supplier<IndexStatus> index, IntSupplier sessions) {
    meters.watch(plain, index, sessions);
  }

  VirtualServer server() {
    return server;
  }

  ToolSurface surface() {
    return surface;
  }

  OperatedServer.Tokens tokens() {
    return new OperatedServer.Tokens(meters.shown(), meters.saved());
  }
}
