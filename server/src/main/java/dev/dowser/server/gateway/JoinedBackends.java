package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.adaptation.Adaptations;
import dev.dowser.server.adaptation.Adapted;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.Backends;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Many backends shown as one server. */
public final class JoinedBackends implements VirtualServer, AutoCloseable {
  /** A search right after the start waits so long for the words of the last known tools. */
  private static final Duration FIRST_WORDS = Duration.ofSeconds(10);

  private final String name;
  private final List<BackendId> order;
  private final LiveCatalog catalog;
  private final CatalogIndex index;
  private final Backends backends;
  private final Rediscovery rediscovery;
  private final Adaptations adaptations = new Adaptations();
  private final ResourceLinks links;

  /**
   * A virtual server over parts that others start and close.
   *
   * @param name of the configuration
   * @param catalog what it offers
   * @param index of that catalog
   * @param backends all backends, also those of other virtual servers
   * @param links to resources in what was answered, also of other virtual servers
   */
  public JoinedBackends(
      String name,
      LiveCatalog catalog,
      CatalogIndex index,
      Backends backends,
      ResourceLinks links) {
    this(name, catalog, index, backends, links, System::nanoTime);
  }

  JoinedBackends(
      String name,
      LiveCatalog catalog,
      CatalogIndex index,
      Backends backends,
      ResourceLinks links,
      LongSupplier ticker) {
    this.name = name;
    this.order = catalog.backends();
    this.catalog = catalog;
    this.index = index;
    this.backends = backends;
    this.links = links;
    this.rediscovery = new Rediscovery(backends, ticker);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Catalog catalog() {
    return catalog.catalog();
  }

  @Override
  public List<BackendId> backends() {
    return order;
  }

  @Override
  public List<BackendStatus> statuses() {
    Map<BackendId, BackendStatus> known =
        backends.statuses().stream()
            .collect(Collectors.toMap(BackendStatus::id, Function.identity()));
    return order.stream()
        .flatMap(id -> Stream.ofNullable(known.get(id)))
        .map(this::asShown)
        .toList();
  }

  /** A backend is ready once its tools are there for clients. */
  private BackendStatus asShown(BackendStatus status) {
    return status.state() == BackendStatus.State.READY && !catalog.shows(status.id())
        ? status.in(BackendStatus.State.CONNECTING)
        : status;
  }

  /** The index may be a moment behind the catalog; what left the catalog is not found. */
  @Override
  public RankedTools find(ToolQuery query) {
    var _ = catalog.awaitKnown(FIRST_WORDS);
    catalog.indexHealth().refuseFindingNothing();
    return index.search(ofPresent(query));
  }

  @Override
  public Explanation explain(ToolQuery query) {
    catalog.indexHealth().refuseFindingNothing();
    return index.explain(ofPresent(query));
  }

  private ToolQuery ofPresent(ToolQuery query) {
    var present = catalog();
    Predicate<ExposedTool> isPresent =
        tool ->
            present
                .find(tool.name())
                .filter(now -> now.tool().id().equals(tool.tool().id()))
                .isPresent();
    return new ToolQuery(query.needs(), isPresent.and(query.candidates()), query.limit());
  }

  @Override
  public CallOutcome call(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller) {
    return switch (adaptations.adapt(tool, arguments)) {
      case Adapted.Refused(var text) -> new CallOutcome.Answered(refusal(text));
      case Adapted.Ready(var adapted) -> send(tool.tool().id(), adapted, meta, caller);
    };
  }

  private static ObjectNode refusal(String text) {
    var result = Json.object().put("isError", true);
    result.putArray("content").addObject().put("type", "text").put("text", text);
    return result;
  }

  private CallOutcome send(ToolId id, ObjectNode arguments, ObjectNode meta, Caller caller) {
    var backend = backends.find(id.backend());
    if (backend.isEmpty()) {
      return new CallOutcome.Unavailable(
          "backend '" + id.backend() + "' is not configured any more", false);
    }
    var params = Json.object().put("name", id.name());
    params.set("arguments", arguments);
    if (!meta.isEmpty()) {
      params.set("_meta", meta.deepCopy());
    }
    var outcome = backend.get().call("tools/call", params, caller);
    links.learn(outcome, id.backend(), caller);
    if (isDoubtful(outcome) && catalog().find(id).isPresent()) {
      rediscovery.suggest(id.backend());
    }
    return outcome;
  }

  /**
   * Whether a backend may not have the tool (any more): an unknown tool is {@code -32602} by the
   * specification, some servers say {@code -32601}. One that does not answer may hang, which
   * discovery finds out.
   */
  private static boolean isDoubtful(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.DeadlinePassed(_) -> true;
      case CallOutcome.Refused(var error) ->
          error.code() == ErrorCode.BAD_PARAMETERS.rpcCode()
              || error.code() == ErrorCode.UNKNOWN_METHOD.rpcCode();
      default -> false;
    };
  }

  @Override
  public void onCatalogChange(Consumer<Catalog> listener) {
    catalog.onChange(listener);
  }

  /** Ends what it does in the background, not the parts it was given. */
  @Override
  public void close() {
    rediscovery.close();
  }
}
