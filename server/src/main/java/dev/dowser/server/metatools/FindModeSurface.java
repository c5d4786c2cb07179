package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.CallOutcome.Answered;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.PassThroughSurface;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.metatools.result.ReadOutcome;
import dev.dowser.server.metatools.result.ResultLimit;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.telemetry.ToolEvents;
import dev.dowser.server.telemetry.ToolEvents.Rejection;
import dev.dowser.server.text.Literal;
import dev.dowser.server.text.TokenCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows the two meta-tools, and tools that are pinned beside them, instead of the catalog.
 * Thread-safe; holds nothing that needs closing.
 */
public final class FindModeSurface implements ToolSurface {
  private static final String INSTRUCTIONS =
      "Find tools with find_tool, then run them with call_tool.";

  private final VirtualServer server;
  private final FindSettings settings;
  private final ToolEvents events;
  private final ResultLimit limit;
  private final Overview overview;
  private final NameRepair names;
  private final NearTools near;
  private final Finder finder;
  private final ArgumentCheck check = new ArgumentCheck();
  private final Calls calls;
  // A client that lists tools will soon search; the vocabulary should be there by then.
  private final AtomicBoolean countingPrepared = new AtomicBoolean();
  private final ToolMemo<ToolCard> cards = new ToolMemo<>(ToolCard::of);
  private final ToolMemo<Block> definitions =
      new ToolMemo<>(tool -> Block.of(Literal.visible(Json.text(ToolCard.definition(tool)))));

  /** A surface over this virtual server; listens to its catalog to forget tools that left. */
  public FindModeSurface(VirtualServer server, FindSettings settings) {
    this(server, settings, ToolEvents.NONE);
  }

  /** The same with somebody who counts. */
  public FindModeSurface(VirtualServer server, FindSettings settings, ToolEvents events) {
    this(server, settings, events, ResultLimit.NONE);
  }

  /** The same with a limit of what a model gets at once. */
  public FindModeSurface(
      VirtualServer server, FindSettings settings, ToolEvents events, ResultLimit limit) {
    this.events = events;
    this.limit = limit;
    this.server = server;
    this.settings = settings;
    this.overview = new Overview(server, settings.overviewTokens());
    this.names = new NameRepair(server);
    this.near = new NearTools(server, cards);
    this.finder =
        new Finder(
            server,
            settings,
            new NamedTools(names, near),
            new FindAnswer(cards, definitions),
            new StructuredAnswer(cards));
    this.calls = new Calls(server, check, events, limit);
    server.onCatalogChange(this::forgetOthers);
  }

  private void forgetOthers(Catalog catalog) {
    cards.retain(catalog);
    definitions.retain(catalog);
    check.retain(catalog);
  }

  @Override
  public List<ObjectNode> definitions() {
    if (countingPrepared.compareAndSet(false, true)) {
      Thread.ofVirtual().name("token-vocabulary").start(TokenCount::load);
    }
    var find =
        settings
            .findToolDescription()
            .map(MetaTools::findToolDescribed)
            .orElseGet(() -> MetaTools.findTool(overview.text()));
    var listed = new ArrayList<ObjectNode>(List.of(find, MetaTools.callTool()));
    var catalog = server.catalog();
    settings.pinnedTools().stream()
        .flatMap(name -> catalog.find(name).stream())
        .map(PassThroughSurface::definition)
        .forEach(listed::add);
    return listed;
  }

  @Override
  public boolean lists(ExposedTool tool) {
    return settings.pinnedTools().contains(tool.name());
  }

  @Override
  public String instructions() {
    var text = overview.text();
    return text.isEmpty() ? INSTRUCTIONS : INSTRUCTIONS + " " + text;
  }

  /**
   * Only with pinned tools: the two stay. The overview gains a backend's purpose when its first
   * catalog is known, which is not worth a notification.
   */
  @Override
  public boolean followsCatalog() {
    return !settings.pinnedTools().isEmpty();
  }

  @Override
  public Map<ToolId, String> unchecked() {
    return check.unchecked();
  }

  @Override
  public CallOutcome call(ObjectNode params, Caller caller) {
    var name = params.path("name");
    if (!name.isString()) {
      throw new GatewayException(
          ErrorCode.BAD_PARAMETERS, "params.name must be a string, got " + Literal.brief(name));
    }
    var given = params.path("arguments");
    var arguments = Argument.object(given);
    if (arguments.isEmpty()) {
      throw new GatewayException(
          ErrorCode.BAD_PARAMETERS,
          "params.arguments must be an object, got " + Literal.brief(given));
    }
    var meta = params.path("_meta") instanceof ObjectNode object ? object : Json.object();
    var repairs = given.isString() ? List.of("arguments: read from JSON text") : List.<String>of();
    var wanted = new CallRequest.Wanted(name.asString(), arguments.get(), repairs);
    return switch (name.asString()) {
      case MetaTools.FIND -> find(arguments.get(), caller);
      case MetaTools.CALL -> callTool(arguments.get(), meta, caller);
      case String reader when limit.isReader(reader) -> read(wanted, caller);
      default -> direct(wanted, meta, caller);
    };
  }

  private Answered find(ObjectNode arguments, Caller caller) {
    var reply = finder.find(arguments);
    events.answered(caller, reply.shown(), reply.tokens());
    return new Answered(reply.result());
  }

  private Answered rejected(Rejection why, ObjectNode result) {
    events.rejected(why, ToolResult.tokens(result));
    return new Answered(result);
  }

  private CallOutcome read(CallRequest.Wanted wanted, Caller caller) {
    return switch (ReadDecoder.decode(wanted.arguments())) {
      case ReadRequest.Faulty(var text) ->
          rejected(Rejection.REQUEST, Calls.error(text, wanted.repairs()));
      case ReadRequest.Wanted(var handle, var offset) ->
          switch (limit.read(handle, offset, caller)) {
            case ReadOutcome.Faulty(var text) ->
                rejected(Rejection.REQUEST, Calls.error(text, wanted.repairs()));
            case ReadOutcome.Part(var result) -> new Answered(noted(result, wanted.repairs()));
          };
    };
  }

  private static ObjectNode noted(ObjectNode result, List<String> repairs) {
    return repairs.isEmpty() ? result : Calls.noted(result, repairs);
  }

  private CallOutcome direct(CallRequest.Wanted wanted, ObjectNode meta, Caller caller) {
    var tool = server.catalog().find(wanted.name());
    if (tool.isEmpty()) {
      var text = near.unknown(wanted.name());
      events.rejected(Rejection.UNKNOWN_TOOL, TokenCount.exact(text));
      throw new GatewayException(ErrorCode.BAD_PARAMETERS, text);
    }
    // Clients check the structured content of tools that they have a definition of.
    boolean whole = lists(tool.get()) || isWhole(meta);
    return calls.run(
        new Calls.Call(tool.get(), wanted.arguments(), withoutOurs(meta), wanted.repairs(), whole),
        caller);
  }

  private static boolean isWhole(ObjectNode meta) {
    return meta.path(ResultLimit.WHOLE).asBoolean(false);
  }

  /** What is for us is not for backends. */
  private static ObjectNode withoutOurs(ObjectNode meta) {
    return meta.has(ResultLimit.WHOLE) ? meta.deepCopy().without(ResultLimit.WHOLE) : meta;
  }

  private CallOutcome callTool(ObjectNode arguments, ObjectNode meta, Caller caller) {
    return switch (CallDecoder.decode(arguments)) {
      case CallRequest.Faulty(var text) -> rejected(Rejection.REQUEST, ToolResult.error(text));
      case CallRequest.Wanted wanted -> wanted(wanted, meta, caller);
    };
  }

  private CallOutcome wanted(CallRequest.Wanted wanted, ObjectNode meta, Caller caller) {
    if (wanted.name().equals(MetaTools.FIND)) {
      return find(wanted.arguments(), caller);
    }
    if (limit.isReader(wanted.name())) {
      return read(wanted, caller);
    }
    var tool = names.resolve(wanted.name());
    if (tool.isEmpty()) {
      return rejected(
          Rejection.UNKNOWN_TOOL, Calls.error(near.unknown(wanted.name()), wanted.repairs()));
    }
    var repairs = new ArrayList<>(wanted.repairs());
    if (!tool.get().name().equals(wanted.name())) {
      repairs.add("name: " + Literal.name(wanted.name()) + " read as " + tool.get().name());
    }
    return calls.run(
        new Calls.Call(tool.get(), wanted.arguments(), withoutOurs(meta), repairs, isWhole(meta)),
        caller);
  }
}
