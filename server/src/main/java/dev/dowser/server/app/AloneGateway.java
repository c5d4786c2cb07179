package dev.dowser.server.app;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.DataDirectory;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.DataFolder;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.app.shell.Waiting;
import dev.dowser.server.http.FindWish;
import dev.dowser.server.mcp.McpEndpoint;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gateway of this process for one question: the same composition, but nothing listens. It works
 * in a passing folder with what the data folder knows.
 */
final class AloneGateway implements OpenGateway {
  private static final Duration APPLIED = Duration.ofSeconds(60);
  private static final Duration MODEL = Duration.ofSeconds(60);
  private static final Duration VECTORS = Duration.ofMinutes(2);
  private static final Duration BEYOND_STARTS = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final String CONNECTING = "connecting";

  private final DirectFront front;
  private final RunningGateway gateway;
  private final Progress progress;
  private String session = "";
  private int lastId;

  private AloneGateway(DirectFront front, RunningGateway gateway, Progress progress) {
    this.front = front;
    this.gateway = gateway;
    this.progress = progress;
  }

  /**
   * Starts and waits for what the question needs, no longer than backends may take to start.
   *
   * @param terminal hears how it goes; not standard output
   */
  static AloneGateway start(Configuration configuration, Terminal terminal, Readiness readiness) {
    var longest = longestStart(configuration).plus(BEYOND_STARTS);
    return start(configuration, terminal, readiness, waiting(terminal, longest));
  }

  /** A wait for backends of this process, shown there. */
  static Waiting waiting(Terminal screen, Duration longest) {
    return new Waiting(screen, longest, LOOK, InstantSource.system());
  }

  /** The same, waiting for backends as told. */
  static AloneGateway start(
      Configuration configuration, Terminal terminal, Readiness readiness, Waiting waiting) {
    var taken = folder(configuration.settings().dataDir(), readiness);
    var front = new DirectFront();
    var progress = Progress.withoutAddress(terminal, configuration);
    var gateway =
        RunningGateway.alone(configuration, taken.folder(), taken.ownership(), progress, front);
    var alone = new AloneGateway(front, gateway, progress);
    var ready = false;
    try {
      alone.await(readiness, waiting);
      alone.greet();
      ready = true;
      return alone;
    } finally {
      if (!ready) {
        alone.close();
      }
    }
  }

  private record Taken(DataFolder folder, Ownership ownership) {}

  /**
   * A question may last for minutes, so it never holds the folder that others wait for: it has a
   * copy, and brings back what it learned when it ends. A call knows too little for that.
   */
  private static Taken folder(DataDirectory configured, Readiness readiness) {
    var folder =
        switch (configured) {
          case DataDirectory.OnDisk(var path) when readiness instanceof Readiness.Calling ->
              DataFolder.passing(path);
          case DataDirectory.OnDisk(var path) ->
              DataFolder.returning(path, doing -> whileFree(path, doing));
          case DataDirectory.InMemory _ -> DataFolder.open(configured);
        };
    return Ownership.take(folder.path())
        .map(ownership -> new Taken(folder, ownership))
        .orElseThrow(() -> new CommandFailed(folder.path() + " is in use"));
  }

  private static void whileFree(Path folder, Runnable doing) {
    Ownership.take(folder)
        .ifPresent(ownership -> {
          try (ownership) {
            doing.run();
          }
        });
  }

  private void await(Readiness readiness, Waiting waiting) {
    try {
      var _ = waiting.until(() -> missing(readiness));
      gateway.settling().awaitCatalog(APPLIED);
      gateway.refuseIfEnded();
      if (readiness instanceof Readiness.Finding && progress.awaitModel(MODEL)) {
        var _ = gateway.settling().awaitVectors(VECTORS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", stop);
    }
  }

  private static Duration longestStart(Configuration configuration) {
    return configuration.settings().backends().stream()
        .map(BackendSettings::limits)
        .map(limits -> limits.startTimeout())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** The backends that the question still waits for. */
  private List<String> missing(Readiness readiness) {
    gateway.refuseIfEnded();
    return isReached(readiness) ? List.of() : connecting().stream().sorted().toList();
  }

  private boolean isReached(Readiness readiness) {
    var connecting = connecting();
    return connecting.isEmpty()
        || switch (readiness) {
          case Readiness.Finding() -> known().containsAll(connecting);
          case Readiness.Listing() -> false;
          case Readiness.Calling(var tool) ->
              backendOf(tool).filter(backend -> !connecting.contains(backend)).isPresent();
        };
  }

  private Set<String> connecting() {
    var names = new HashSet<String>();
    for (var backend : status().path("backends")) {
      if (backend.path("state").asString("").equals(CONNECTING)) {
        names.add(backend.path("name").asString(""));
      }
    }
    return names;
  }

  private Set<String> known() {
    var names = new HashSet<String>();
    catalog().path("tools").forEach(tool -> names.add(tool.path("backend").asString("")));
    return names;
  }

  private Optional<String> backendOf(String exposedName) {
    return catalog()
        .path("tools")
        .valueStream()
        .filter(tool -> tool.path("name").asString("").equals(exposedName))
        .map(tool -> tool.path("backend").asString(""))
        .findFirst();
  }

  /** How the start went. */
  Progress progress() {
    return progress;
  }

  private void greet() {
    var _ = request("initialize", OpenGateway.greeting(), _ -> {});
  }

  @Override
  public ObjectNode request(
      String method, ObjectNode params, Consumer<RpcMessage.Notification> heard) {
    var id = Json.object().numberNode(++lastId);
    var message = new RpcMessage.Request(id, method, params);
    var head =
        new McpEndpoint.Head(
            Optional.of(session).filter(s -> !s.isEmpty()), Optional.empty(), List.of());
    var reply = new DirectReply(heard);
    front.endpoint().post(head, Json.bytes(message.toJson()), reply);
    var answer = reply.await().flatMap(OpenGateway::result);
    session = reply.session().isEmpty() ? session : reply.session();
    return answer.orElseThrow(() -> new CommandFailed("the gateway gave no answer to " + method));
  }

  @Override
  public JsonNode status() {
    return front.operations().status();
  }

  @Override
  public JsonNode catalog() {
    return front.operations().catalog(Optional.empty());
  }

  @Override
  public JsonNode find(FindWish wish) {
    wish.server().ifPresent(this::refuseUnknown);
    return front.operations().find(wish);
  }

  private void refuseUnknown(BackendId backend) {
    if (!front.operations().hasBackend(Optional.empty(), backend)) {
      throw new CommandFailed("no backend of this name: " + backend);
    }
  }

  @Override
  public JsonNode reindex(Optional<String> backend, boolean full) {
    throw new CommandFailed("reindex asks a running gateway");
  }

  @Override
  public void close() {
    gateway.close();
  }
}
