package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.NamingSettings.ConflictResolution;
import dev.dowser.config.ServerSettings;
import dev.dowser.config.VirtualServerSettings;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.CatalogAssembler;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.snapshot.FileNameMemory;
import dev.dowser.indexer.snapshot.FileSnapshotStore;
import dev.dowser.models.onnx.LoadingEmbedder;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.DataFolder;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.link.ConnectedBackends;
import dev.dowser.server.backend.link.DiscoveryPlan;
import dev.dowser.server.backend.mcp.EnvironmentProxies;
import dev.dowser.server.backend.mcp.HttpClients;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.IndexedCatalog;
import dev.dowser.server.gateway.JoinedBackends;
import dev.dowser.server.gateway.LiveCatalog;
import dev.dowser.server.gateway.OperatorReindex;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.http.GatewayOperations;
import dev.dowser.server.http.HttpSettings;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.mcp.legacy.LegacyEndpoint;
import dev.dowser.server.session.SessionLimits;
import dev.dowser.server.session.Sessions;
import dev.dowser.server.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole gateway, assembled in the order in which things need each other and closed in reverse.
 * It answers as soon as it listens; backends, index and model come up behind it.
 */
final class RunningGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningGateway.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration REINDEX_VECTORS = Duration.ofMinutes(2);

  private final GatewaySettings settings;
  private final DataFolder folder;
  private final OpenParts parts;
  private final StartReport report;
  private final ClashRefusal clashes;
  private final Settling settling = new Settling();
  private final URI url;

  private RunningGateway(
      Configuration configuration,
      DataFolder folder,
      Progress progress,
      OpenParts parts,
      Front front) {
    this.settings = configuration.settings();
    this.folder = folder;
    this.report = progress.report();
    this.parts = parts;
    this.clashes = new ClashRefusal(parts::close);
    this.url = assemble(progress, front);
  }

  /**
   * Takes the data folder and runs for people at a terminal.
   *
   * @throws CommandFailed if another process owns the folder
   * @throws GatewayException if the port is taken
   */
  static RunningGateway own(Configuration configuration, Terminal terminal) {
    var folder = DataFolder.open(configuration.settings().dataDir());
    var ownership =
        Ownership.take(folder.path()).orElseThrow(() -> new CommandFailed(ownedBy(folder)));
    return run(
        configuration, folder, ownership, new Progress(terminal, configuration), Front.http());
  }

  /**
   * Runs in a folder taken already, saying nothing: on another port if the configured one is taken,
   * and for this machine alone, because nobody is there to say {@code --insecure}.
   */
  static RunningGateway quiet(Configuration configuration, DataFolder folder, Ownership ownership) {
    var settings = configuration.settings();
    var server = settings.server();
    var local = server.isLoopback() ? server : server.withHost("127.0.0.1");
    var free = isFree(local) ? local : local.withPort(0);
    var quiet = configuration.with(settings.withServer(free));
    return run(quiet, folder, ownership, Progress.silent(quiet), Front.http());
  }

  /** Runs in a folder taken already for this process alone; nobody else hears of it. */
  static RunningGateway alone(
      Configuration configuration,
      DataFolder folder,
      Ownership ownership,
      Progress progress,
      Front front) {
    return run(configuration, folder, ownership, progress, front);
  }

  private static boolean isFree(ServerSettings server) {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(server.host(), server.port()));
      return true;
    } catch (IOException taken) {
      LOG.info("{}:{} cannot be used: {}", server.host(), server.port(), taken.toString());
      return false;
    }
  }

  /** Opens everything or nothing, also when a signal comes in the middle. */
  private static RunningGateway run(
      Configuration configuration,
      DataFolder folder,
      Ownership ownership,
      Progress progress,
      Front front) {
    var parts = new OpenParts();
    parts.opened(folder::discardIfTemporary);
    parts.opened(ownership);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  progress.report().stopping();
                  parts.close();
                },
                "dowser-stop"));
    var complete = false;
    try {
      var running = new RunningGateway(configuration, folder, progress, parts, front);
      if (running.url().getPort() > 0) {
        ownership.announce(running.url(), configuration.file().toString());
      }
      complete = true;
      return running;
    } finally {
      if (!complete) {
        parts.close();
      }
    }
  }

  private static String ownedBy(DataFolder folder) {
    return Ownership.read(folder.path())
        .map(owner ->
            "another Dowser (process %d) at %s owns the data folder %s; stop it, or give this one its own with --data-dir"
                .formatted(owner.pid(), owner.url(), folder.path()))
        .orElse("another Dowser is just starting or stopping on the data folder " + folder.path());
  }

  private URI assemble(Progress progress, Front front) {
    var clock = InstantSource.system();
    var virtual = settings.virtualServer();
    var embedder =
        parts.opened(LoadingEmbedder.start(Translation.model(settings.embedding()), at("models")));
    var vectors = parts.opened(VectorCache.open(at("vectors")));
    var index = new IndexedCatalog(parts.opened(ToolIndex.open(at("index"), vectors, embedder)));
    var catalog = parts.opened(liveCatalog(virtual, index));
    settling.add(catalog, index);
    var http = parts.opened(new HttpClients(new EnvironmentProxies(System.getenv())));
    var backends =
        parts.opened(
            new ConnectedBackends(
                Translation.plans(virtual.backends(), settings.operational(), http),
                DiscoveryPlan.every(settings.operational().discoveryInterval()),
                listeners(virtual, catalog),
                clock,
                new Random()));
    var joined = parts.opened(new JoinedBackends(virtual.name(), catalog, index, backends));
    var measured = new Measured(parts.opened(new Telemetry(clock)), joined, virtual);
    var server = measured.server();
    var sessions = Sessions.in(folder.path(), limits(), clock);
    var heartbeats = parts.opened(new Heartbeats(HEARTBEAT));
    var endpoint =
        new LegacyEndpoint(server, measured.surface(), sessions, heartbeats, Version.CURRENT);
    measured.watch(index::status, sessions::count);
    var reindex = new OperatorReindex(catalog, index, backends, REINDEX_VECTORS);
    var operations =
        new GatewayOperations(Version.CURRENT, joined, sessions, reindex, gauges(measured, index));
    var listening = parts.opened(front.open(httpSettings(), endpoint, operations));
    catalog.start();
    var address = address(listening.port());
    progress.listening(address);
    backends.start();
    embedder.whenSettled(progress::model);
    return address;
  }

  private List<BackendListener> listeners(VirtualServerSettings virtual, LiveCatalog catalog) {
    return virtual.aggregation().naming().conflictResolution() == ConflictResolution.MANUAL
        ? List.of(
            catalog,
            report,
            new FirstAnswers(virtual.backends().size(), () -> clashes.checkSoon(catalog)))
        : List.of(catalog, report);
  }

  private static GatewayOperations.Gauges gauges(Measured measured, IndexedCatalog index) {
    return new GatewayOperations.Gauges(
        () -> answers(measured.server(), index),
        index::status,
        measured::tokens,
        measured.surface()::unchecked,
        measured::scrape);
  }

  private LiveCatalog liveCatalog(VirtualServerSettings virtual, IndexedCatalog index) {
    var order = virtual.backends().stream().map(backend -> new BackendId(backend.name())).toList();
    var assembler =
        new CatalogAssembler(
            OverrideTranslation.of(virtual.aggregation()),
            Translation.naming(
                virtual.aggregation().naming(),
                new FileNameMemory(at("names").resolve("main.json"))),
            Translation.visibility(virtual.aggregation()),
            order);
    var store = new FileSnapshotStore(at("catalog"), Translation.fingerprints(virtual.backends()));
    return new LiveCatalog(assembler, index, store);
  }

  /** Finding answers once a catalog is indexed, or when there is none to wait for. */
  private static boolean answers(VirtualServer server, IndexedCatalog index) {
    return index.status().catalogVersion() > 0
        || server.statuses().stream()
            .noneMatch(status -> status.state() == BackendStatus.State.CONNECTING);
  }

  private SessionLimits limits() {
    return new SessionLimits(settings.sessions().idle(), settings.sessions().max());
  }

  private HttpSettings httpSettings() {
    var server = settings.server();
    return new HttpSettings(
        server.host(),
        server.port(),
        server.path(),
        new HashSet<>(server.allowedHosts()),
        new HashSet<>(server.allowedOrigins()),
        Math.toIntExact(server.maxRequestBytes()),
        settings.admin().token());
  }

  private Path at(String part) {
    return folder.path().resolve(part);
  }

  /** Where clients of this machine reach us. */
  private URI address(int port) {
    var host =
        switch (settings.server().host()) {
          case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
          case String name when name.contains(":") && !name.startsWith("[") -> "[" + name + "]";
          case String name -> name;
        };
    return URI.create("http://" + host + ":" + port + settings.server().path());
  }

  /** The MCP endpoint; port 0 if nothing listens. */
  URI url() {
    return url;
  }

  /** Waits for what this gateway knows to be found. */
  Settling settling() {
    return settling;
  }

  /**
   * Waits until the gateway was closed, by a signal for example.
   *
   * @throws CommandFailed if it ended itself because the configuration cannot be served
   */
  void awaitEnd() throws InterruptedException {
    parts.awaitEnd();
    refuseIfEnded();
  }

  /**
   * Does nothing while the configuration can be served.
   *
   * @throws CommandFailed if the gateway ended itself for that
   */
  void refuseIfEnded() {
    clashes
        .reason()
        .ifPresent(reason -> {
          throw new CommandFailed(reason);
        });
  }

  @Override
  public void close() {
    report.stopping();
    parts.close();
  }
}
