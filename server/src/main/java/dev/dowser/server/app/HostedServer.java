package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.Backends;
import dev.dowser.server.gateway.CatalogMaterial;
import dev.dowser.server.gateway.JoinedBackends;
import dev.dowser.server.gateway.OperatorReindex;
import dev.dowser.server.gateway.ResourceLinks;
import dev.dowser.server.gateway.Subscriptions;
import dev.dowser.server.http.OperatedServer;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.mcp.legacy.LegacyEndpoint;
import dev.dowser.server.metatools.result.KeptResults;
import dev.dowser.server.session.Sessions;
import dev.dowser.server.telemetry.Telemetry;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** One virtual server as clients and operators see it. */
final class HostedServer {
  private final CatalogParts parts;
  private final JoinedBackends joined;
  private final Measured measured;
  private final Sessions sessions;
  private final PinnedNames pinned;
  private final Subscriptions subscriptions;
  private final LegacyEndpoint endpoint;

  /**
   * What all virtual servers share.
   *
   * @param backends all of them
   * @param subscriptions to their resources
   * @param links to their resources
   * @param results that were too long to be shown whole
   * @param notes for people at the terminal
   */
  record Shared(
      Backends backends,
      Subscriptions subscriptions,
      ResourceLinks links,
      KeptResults results,
      Telemetry telemetry,
      Heartbeats heartbeats,
      Consumer<String> notes) {}

  HostedServer(CatalogParts parts, JoinedBackends joined, Sessions sessions, Shared shared) {
    this.parts = parts;
    this.joined = joined;
    this.sessions = sessions;
    this.subscriptions = shared.subscriptions();
    this.measured =
        new Measured(
            shared.telemetry(),
            parts.name(),
            joined,
            parts.settings(),
            Translation.limit(parts.settings().optimizer(), shared.results()));
    this.endpoint =
        new LegacyEndpoint(
            joined,
            measured.surfaces(),
            new CatalogMaterial(joined, shared.backends(), shared.subscriptions(), shared.links()),
            sessions,
            shared.heartbeats(),
            Version.CURRENT);
    this.pinned =
        new PinnedNames(
            GatewaySettings.keysTo(parts.name()),
            parts.settings().optimizer().pinnedTools(),
            parts.catalog().backends(),
            shared.notes());
    parts.catalog().onChange(pinned::heard);
    parts.catalog().indexHealth().onChange(fault -> tellIndexFault(shared.notes(), fault));
    measured.watch(parts.index()::status, sessions::count);
  }

  static HostedServer open(CatalogParts parts, Sessions sessions, Shared shared, OpenParts opened) {
    var joined =
        new JoinedBackends(
            parts.settings().name(),
            parts.catalog(),
            parts.index(),
            shared.backends(),
            shared.links());
    return new HostedServer(parts, opened.opened(joined), sessions, shared);
  }

  String name() {
    return parts.name();
  }

  LegacyEndpoint endpoint() {
    return endpoint;
  }

  OperatorReindex.Part reindexed() {
    return new OperatorReindex.Part(parts.name(), parts.catalog(), parts.index());
  }

  /**
   * For operators.
   *
   * @param path of the endpoint
   */
  OperatedServer operated(String path) {
    var gauges =
        new OperatedServer.Gauges(
            this::answers,
            parts.index()::status,
            parts.catalog().indexHealth()::fault,
            sessions::count,
            measured::tokens,
            measured::unchecked,
            () -> pinned.withoutTool(parts.catalog().catalog()),
            subscriptions::givenUp);
    var mode = parts.settings().mode().name().toLowerCase(Locale.ROOT);
    return new OperatedServer(parts.name(), path, mode, joined, gauges);
  }

  /** Finding answers once a catalog is indexed, or when there is none to wait for. */
  private boolean answers() {
    return parts.index().status().catalogVersion() > 0
        || (!parts.catalog().indexHealth().findsNothing() && nothingConnects());
  }

  private boolean nothingConnects() {
    return joined.statuses().stream()
        .noneMatch(status -> status.state() == BackendStatus.State.CONNECTING);
  }

  private void tellIndexFault(Consumer<String> notes, Optional<String> fault) {
    var keys = GatewaySettings.keysTo(parts.name());
    var finding =
        parts.catalog().indexHealth().findsNothing()
            ? "nothing can be found"
            : "finding goes by what it had before";
    notes.accept(
        fault
            .map(why ->
                "%sindex: %s; %s, and it is tried again every 30 s".formatted(keys, why, finding))
            .orElse(keys + "index: it is written again and has all tools"));
  }
}
