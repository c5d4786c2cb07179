package dev.dowser.server.app;

import static dev.dowser.config.GatewaySettings.MAIN;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.NamingSettings.ConflictResolution;
import dev.dowser.config.ServerSettings;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.indexer.snapshot.FileSnapshotStore;
import dev.dowser.indexer.snapshot.SharedSnapshotStore;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.DataFolder;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.Backends;
import dev.dowser.server.backend.link.ConnectedBackends;
import dev.dowser.server.backend.link.DiscoveryPlan;
import dev.dowser.server.backend.mcp.EnvironmentProxies;
import dev.dowser.server.backend.mcp.HttpClients;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.OperatorReindex;
import dev.dowser.server.gateway.ResourceLinks;
import dev.dowser.server.gateway.Subscriptions;
import dev.dowser.server.http.GatewayOperations;
import dev.dowser.server.http.HttpSettings;
import dev.dowser.server.http.McpEndpoints;
import dev.dowser.server.http.Operations;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.metatools.result.KeptResults;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole gateway, assembled in the order in which things need each other and closed in reverse.
 * It answers as soon as it listens; backends, index and model come up behind it.
 */
final class RunningGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningGateway.class);
  private static final Duration GIVES_WAY = Duration.ofSeconds(5);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration MEMORY = Duration.ofSeconds(2);
  private static final Duration REINDEX_VECTORS = Duration.ofMinutes(2);

  private final Configuration configuration;
  private final GatewaySettings settings;
  private final DataFolder folder;
  private final OpenParts parts;
  private final StartReport report;
  private final ClashRefusal clashes;
  private final Settling settling = new Settling();
  private final Operations operations;
  private final URI url;

  private RunningGateway(
      Configuration configuration,
      DataFolder folder,
      Progress progress,
      OpenParts parts,
      Front front) {
    this.configuration = configuration;
    this.settings = configuration.settings();
    this.folder = folder;
    this.report = progress.report();
    this.parts = parts;
    this.clashes = new ClashRefusal(parts::close);
    var assembled = assemble(progress, front);
    this.url = assembled.url();
    this.operations = assembled.operations();
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
        Ownership.takeSoon(folder.path(), GIVES_WAY)
            .orElseThrow(() -> new CommandFailed(ownedBy(folder)));
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
    parts.opened(folder::end);
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

  /** What is asked of the whole afterwards. */
  private record Assembled(URI url, Operations operations) {}

  private Assembled assemble(Progress progress, Front front) {
    var clock = InstantSource.system();
    var http = parts.opened(new HttpClients(new EnvironmentProxies(System.getenv())));
    var embedder =
        parts.opened(EmbeddingTranslation.source(settings.embedding(), at("models"), http));
    var catalogs = catalogs(embedder);
    catalogs.forEach(each -> settling.add(each.catalog(), each.index()));
    var heartbeats = parts.opened(new Heartbeats(HEARTBEAT));
    var subscriptions = parts.opened(new Subscriptions(heartbeats::after, new Random()));
    var backends = parts.opened(backends(http, listeners(catalogs, subscriptions), clock));
    var telemetry = parts.opened(new Telemetry(clock));
    var shared =
        new HostedServer.Shared(
            backends,
            subscriptions,
            new ResourceLinks(),
            new KeptResults(),
            telemetry,
            heartbeats,
            report::note);
    var servers = hosted(catalogs, Sessions.in(folder.path(), limits(), clock), shared);
    var operations = operations(servers, backends, telemetry);
    heartbeats.every(MEMORY, new HeapRelease(() -> indexes(catalogs), System::gc)::look);
    catalogs.forEach(each -> each.catalog().start());
    if (progress.isSilent()) {
      // Nobody reads the order, and who takes over has a client that waits.
      backends.start();
    }
    var listening = parts.opened(front.open(httpSettings(), endpoints(servers), operations));
    var address = address(listening.port());
    progress.listening(address);
    if (!progress.isSilent()) {
      backends.start();
    }
    embedder.whenSettled(progress::model);
    // Last: words answer without it, and it takes the time of all that has to be there first.
    embedder.startLoading();
    return new Assembled(address, operations);
  }

  private ConnectedBackends backends(
      HttpClients http, List<BackendListener> listeners, InstantSource clock) {
    return new ConnectedBackends(
        Translation.plans(settings.backends(), settings.operational(), http),
        DiscoveryPlan.every(settings.operational().discoveryInterval()),
        listeners,
        clock,
        new Random());
  }

  private List<CatalogParts> catalogs(EmbedderSource embedder) {
    var store = new FileSnapshotStore(at("catalog"), Translation.fingerprints(settings.backends()));
    var shared =
        new CatalogParts.Shared(
            folder.path(),
            parts.opened(VectorCache.open(at("vectors"))),
            embedder,
            new SharedSnapshotStore(store));
    return settings.allVirtualServers().entrySet().stream()
        .map(server -> CatalogParts.open(server.getKey(), server.getValue(), shared, parts))
        .toList();
  }

  private static List<IndexStatus> indexes(List<CatalogParts> catalogs) {
    return catalogs.stream().map(each -> each.index().status()).toList();
  }

  private List<BackendListener> listeners(
      List<CatalogParts> catalogs, Subscriptions subscriptions) {
    var listeners = new ArrayList<BackendListener>();
    catalogs.forEach(each -> listeners.add(each.catalog()));
    listeners.add(subscriptions);
    listeners.add(report);
    catalogs.stream()
        .filter(each -> conflictResolution(each) == ConflictResolution.MANUAL)
        .map(each -> new FirstAnswers(each.catalog().backends(), () -> refuseClashes(each)))
        .forEach(listeners::add);
    return listeners;
  }

  private static ConflictResolution conflictResolution(CatalogParts parts) {
    return parts.settings().aggregation().naming().conflictResolution();
  }

  private void refuseClashes(CatalogParts of) {
    clashes.checkSoon(of.catalog(), GatewaySettings.keysTo(of.name()));
  }

  /** The main virtual server first, as in {@code catalogs}. */
  private List<HostedServer> hosted(
      List<CatalogParts> catalogs, Sessions ofMain, HostedServer.Shared shared) {
    return catalogs.stream()
        .map(each ->
            HostedServer.open(
                each,
                each.name().equals(MAIN) ? ofMain : ofMain.ofVirtualServer(each.name()),
                shared,
                parts))
        .toList();
  }

  private static McpEndpoints endpoints(List<HostedServer> servers) {
    return new McpEndpoints(
        servers.getFirst().endpoint(),
        servers.stream()
            .skip(1)
            .collect(Collectors.toMap(HostedServer::name, HostedServer::endpoint)));
  }

  private Operations operations(
      List<HostedServer> servers, Backends backends, Telemetry telemetry) {
    var reindex =
        new OperatorReindex(
            servers.stream().map(HostedServer::reindexed).toList(), backends, REINDEX_VECTORS);
    var operated =
        servers.stream()
            .map(server -> server.operated(settings.server().pathOf(server.name())))
            .toList();
    return new GatewayOperations(configuration.program(), operated, reindex, telemetry::scrape);
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

  /** The main MCP endpoint; port 0 if nothing listens. */
  URI url() {
    return url;
  }

  /** What operators see of the main virtual server's tools. */
  ObjectNode catalog() {
    return operations.catalog(Optional.empty());
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
