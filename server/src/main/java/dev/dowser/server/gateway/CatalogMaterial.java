package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.ExposedMaterial;
import dev.dowser.indexer.catalog.ExposedPrompt;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.Backends;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The material of a virtual server's catalog, routed to its backends. */
public final class CatalogMaterial implements MaterialSurface {
  /** Clients that do not follow cursors see as much as one page. */
  static final int PAGE = 1_000;

  private final VirtualServer server;
  private final Backends backends;
  private final Subscriptions subscriptions;
  private final ResourceLinks links;
  private final DeclaredCapabilities declared;

  /**
   * Shows what a virtual server has besides tools.
   *
   * @param server whose catalog it is
   * @param backends all backends, also those of other virtual servers
   * @param subscriptions to those backends, shared by all virtual servers
   * @param links that sessions got from this virtual server
   */
  public CatalogMaterial(
      VirtualServer server, Backends backends, Subscriptions subscriptions, ResourceLinks links) {
    this.server = server;
    this.links = links;
    this.backends = backends;
    this.subscriptions = subscriptions;
    this.declared = new DeclaredCapabilities(server.backends());
    declared.learn(server.catalog());
    server.onCatalogChange(declared::learn);
  }

  private ExposedMaterial material() {
    return server.catalog().material();
  }

  @Override
  public Set<Capability> capabilities() {
    return declared.all();
  }

  @Override
  public Page list(Kind kind, ObjectNode params) {
    var paging = new Paging(kind, PAGE);
    return switch (kind) {
      case PROMPTS -> paging.page(material().prompts(), params, CatalogMaterial::definition);
      case RESOURCES ->
          paging.page(material().resources(), params, one -> parsed(one.definition()));
      case TEMPLATES ->
          paging.page(material().templates(), params, one -> parsed(one.definition()));
    };
  }

  private static ObjectNode definition(ExposedPrompt prompt) {
    return parsed(prompt.prompt().definition()).put("name", prompt.name());
  }

  private static ObjectNode parsed(String definition) {
    return (ObjectNode) Json.parse(definition);
  }

  @Override
  public CallOutcome prompt(ObjectNode params, Caller caller) {
    var prompt = prompt(text(params, "params", "name")).prompt();
    var arguments = params.path("arguments");
    if (!arguments.isObject() && !arguments.isMissingNode() && !arguments.isNull()) {
      throw refused("params.arguments must be an object, got " + kind(arguments));
    }
    var own = params.deepCopy().put("name", prompt.name());
    var outcome = ask(prompt.backend(), backend -> backend.call("prompts/get", own, caller));
    links.learn(outcome, prompt.backend(), caller);
    return outcome;
  }

  private ExposedPrompt prompt(String name) {
    var prompts = material().prompts();
    var prompt = prompts.get(name);
    if (prompt == null) {
      var near = NearNames.of(name, prompts.keySet());
      throw refused(
          "Unknown prompt "
              + Shown.quoted(name)
              + (near.isEmpty()
                  ? "; prompts/list has them all"
                  : "; nearest: " + String.join(", ", near)));
    }
    return prompt;
  }

  @Override
  public CallOutcome read(ObjectNode params, Caller caller) {
    return atOwner(
        params, caller, (backend, _) -> backend.call("resources/read", params.deepCopy(), caller));
  }

  @Override
  public CallOutcome subscribe(ObjectNode params, Subscriber subscriber, Caller caller) {
    return atOwner(
        params, caller, (backend, uri) -> subscriptions.open(backend, uri, subscriber, caller));
  }

  @Override
  public CallOutcome unsubscribe(ObjectNode params, Subscriber subscriber, Caller caller) {
    subscriptions.close(text(params, "params", "uri"), subscriber, caller);
    return new CallOutcome.Answered(Json.object());
  }

  @Override
  public List<String> resume(Collection<String> uris, Subscriber subscriber, Caller caller) {
    var found = new LinkedHashMap<String, Backend>();
    for (var uri : uris) {
      owner(uri, caller).flatMap(backends::find).ifPresent(backend -> found.put(uri, backend));
    }
    subscriptions.resume(found, subscriber);
    return uris.stream().filter(Predicate.not(found::containsKey)).toList();
  }

  private Optional<BackendId> owner(String uri, Caller caller) {
    return material().owner(uri).or(() -> links.owner(uri, caller));
  }

  @Override
  public void leave(Subscriber subscriber) {
    subscriptions.leave(subscriber);
  }

  /** What is asked of the backend that has a resource. */
  @FunctionalInterface
  private interface Request {
    CallOutcome send(Backend backend, String uri);
  }

  private CallOutcome atOwner(ObjectNode params, Caller caller, Request request) {
    var uri = text(params, "params", "uri");
    return owner(uri, caller)
        .map(owner -> ask(owner, backend -> request.send(backend, uri)))
        .orElseGet(() -> notFound(uri));
  }

  private static CallOutcome notFound(String uri) {
    return new CallOutcome.Refused(
        new RpcError(
            ErrorCode.UNKNOWN_RESOURCE.rpcCode(),
            "Resource not found: no server lists, links to or has a template for "
                + Shown.quoted(uri),
            Json.object().put("uri", uri)));
  }

  @Override
  public CallOutcome complete(ObjectNode params, Caller caller) {
    var asked = params.deepCopy();
    var owner = completing(asked);
    var outcome = ask(owner, backend -> backend.call("completion/complete", asked, caller));
    return outcome instanceof CallOutcome.Refused(var error)
            && error.code() == ErrorCode.UNKNOWN_METHOD.rpcCode()
        ? new CallOutcome.Answered(noSuggestions())
        : outcome;
  }

  /** Who completes it; gives the reference the name that this backend knows. */
  private BackendId completing(ObjectNode params) {
    if (!(params.path("ref") instanceof ObjectNode ref)) {
      throw refused("params.ref must be an object, got " + kind(params.path("ref")));
    }
    return switch (ref.path("type").asString("")) {
      case "ref/prompt" -> {
        var prompt = prompt(text(ref, "params.ref", "name")).prompt();
        ref.put("name", prompt.name());
        yield prompt.backend();
      }
      case "ref/resource" -> template(text(ref, "params.ref", "uri"));
      default ->
          throw refused(
              "params.ref.type must be ref/prompt or ref/resource, got "
                  + Shown.quoted(ref.path("type").asString("")));
    };
  }

  private BackendId template(String uri) {
    var template = material().templates().get(uri);
    if (template != null) {
      return template.backend();
    }
    return material()
        .owner(uri)
        .orElseThrow(() ->
            refused(
                "Unknown resource template "
                    + Shown.quoted(uri)
                    + "; resources/templates/list has them all"));
  }

  private static ObjectNode noSuggestions() {
    var result = Json.object();
    result.putObject("completion").put("total", 0).put("hasMore", false).putArray("values");
    return result;
  }

  private CallOutcome ask(BackendId id, Function<Backend, CallOutcome> request) {
    return backends
        .find(id)
        .map(request)
        .orElseGet(() ->
            new CallOutcome.Unavailable("backend '" + id + "' is not configured any more.", false));
  }

  private static String text(ObjectNode node, String path, String member) {
    var value = node.path(member);
    if (!value.isString()) {
      throw refused(path + "." + member + " must be a string, got " + kind(value));
    }
    return value.asString();
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static GatewayException refused(String message) {
    return new GatewayException(ErrorCode.BAD_PARAMETERS, message);
  }
}
