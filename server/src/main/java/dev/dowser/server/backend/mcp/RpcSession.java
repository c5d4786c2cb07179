package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import dev.dowser.server.rpc.RpcMessage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests in flight on one link and what comes back for them. Ids and progress tokens are ours
 * and counted; what fits no request in flight is dropped. Thread-safe.
 */
final class RpcSession {
  private static final Logger LOG = LoggerFactory.getLogger(RpcSession.class);

  /** Answers of ours on their way at once; a backend that asks faster than it listens gets none. */
  private static final int MOST_ANSWERS = 64;

  private final BackendId backend;
  private final ConnectionListener listener;
  private final Complaints complaints;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger answering = new AtomicInteger();
  private final ConcurrentMap<Long, Exchange> pending = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable String> ended = new AtomicReference<>();

  RpcSession(BackendId backend, ConnectionListener listener) {
    this.backend = backend;
    this.listener = listener;
    this.complaints = new Complaints(backend);
  }

  BackendId backend() {
    return backend;
  }

  Complaints complaints() {
    return complaints;
  }

  /** Sends a request that can be taken back and waits for its end. */
  CallOutcome call(Wire wire, String method, ObjectNode params, Patience patience, Caller caller) {
    var exchange = open(method, params, caller);
    caller.onCancel(reason -> cancel(wire, exchange, reason));
    var outcome = run(wire, exchange, patience);
    if (outcome instanceof CallOutcome.DeadlinePassed || Thread.currentThread().isInterrupted()) {
      takeBack(wire, exchange, "no answer in time");
    }
    return outcome;
  }

  /** The first request of a session; MCP forbids to cancel it. */
  CallOutcome initialize(Wire wire, ObjectNode params, Patience patience) {
    return run(wire, open("initialize", params, Caller.NONE), patience);
  }

  private Exchange open(String method, ObjectNode params, Caller caller) {
    var exchange = new Exchange(ids.incrementAndGet(), method, params, caller);
    pending.put(exchange.id(), exchange);
    var reason = ended.get();
    if (reason != null) {
      exchange.finish(new CallOutcome.Unavailable(reason, false));
    }
    return exchange;
  }

  private CallOutcome run(Wire wire, Exchange exchange, Patience patience) {
    try {
      if (!exchange.isDone()) {
        wire.request(exchange);
      }
      return exchange.await(patience);
    } finally {
      pending.remove(exchange.id());
    }
  }

  private void cancel(Wire wire, Exchange exchange, String reason) {
    if (pending.containsKey(exchange.id()) && exchange.finish(new CallOutcome.Cancelled())) {
      takeBack(wire, exchange, reason);
    }
  }

  private void takeBack(Wire wire, Exchange exchange, String reason) {
    if (ended.get() == null) {
      var params = Json.object().put("requestId", exchange.id()).put("reason", reason);
      var _ = wire.tell(new RpcMessage.Notification("notifications/cancelled", params));
    }
  }

  /**
   * Takes what the backend sent.
   *
   * @param owner the request on whose stream it came, if the transport knows
   */
  void accept(Wire wire, byte[] utf8, @Nullable Exchange owner) {
    try {
      accept(wire, Json.parse(utf8), owner);
    } catch (JacksonException e) {
      complaints.about("not JSON", utf8);
    }
  }

  private void accept(Wire wire, JsonNode json, @Nullable Exchange owner) {
    if (json.isArray()) {
      // revisions before 2025-06-18 allow batches
      json.forEach(message -> accept(wire, message, owner));
      return;
    }
    try {
      accept(wire, RpcMessage.read(json), owner);
    } catch (GatewayException e) {
      refuse(json, e);
    }
  }

  private void refuse(JsonNode json, GatewayException fault) {
    complaints.about("not a JSON-RPC message: " + fault.getMessage(), Json.text(json));
    var exchange = json.has("method") ? null : find(json.path("id"));
    if (exchange != null) {
      broken(exchange, "the backend's answer is not a JSON-RPC response");
    }
  }

  private void accept(Wire wire, RpcMessage message, @Nullable Exchange owner) {
    switch (message) {
      case RpcMessage.Result(var id, var result) -> finish(id, new CallOutcome.Answered(result));
      case RpcMessage.Failed(var id, var error) -> finish(id, new CallOutcome.Refused(error));
      case RpcMessage.Notification(var method, var params) -> hear(method, params, owner);
      case RpcMessage.Request(var id, var method, var _) -> answer(wire, id, method);
    }
  }

  private void finish(JsonNode id, CallOutcome outcome) {
    var exchange = find(id);
    if (exchange == null || !exchange.finish(outcome)) {
      LOG.debug("Dropped an answer nobody waits for: backend={} id={}", backend, id);
    }
  }

  private void answer(Wire wire, JsonNode id, String method) {
    if (answering.incrementAndGet() > MOST_ANSWERS) {
      answering.decrementAndGet();
      LOG.debug("Left a request unanswered, too many at once: backend={}", backend);
      return;
    }
    var _ = wire.tell(answerTo(id, method)).whenComplete((_, _) -> answering.decrementAndGet());
  }

  private static RpcMessage answerTo(JsonNode id, String method) {
    return method.equals("ping")
        ? new RpcMessage.Result(id, Json.object())
        : new RpcMessage.Failed(
            id,
            new RpcError(
                ErrorCode.UNKNOWN_METHOD.rpcCode(), "this client does not offer " + method, null));
  }

  private void hear(String method, ObjectNode params, @Nullable Exchange owner) {
    switch (method) {
      case "notifications/progress" -> progress(params);
      case "notifications/tools/list_changed",
          "notifications/prompts/list_changed",
          "notifications/resources/list_changed" ->
          listener.listsChanged();
      case "notifications/resources/updated" -> updated(params.path("uri"));
      default -> {
        if (owner == null) {
          LOG.debug("Notification of backend={} method={} params={}", backend, method, params);
        } else {
          owner.notify(method, params);
        }
      }
    }
  }

  private void updated(JsonNode uri) {
    if (uri.isString()) {
      listener.resourceUpdated(uri.asString());
    } else {
      LOG.debug("Dropped an update without a uri: backend={}", backend);
    }
  }

  private void progress(ObjectNode params) {
    var exchange = find(params.path("progressToken"));
    if (exchange == null) {
      LOG.debug("Dropped progress nobody waits for: backend={} params={}", backend, params);
    } else {
      exchange.progress(params);
    }
  }

  private @Nullable Exchange find(JsonNode id) {
    return id.isIntegralNumber() && id.canConvertToLong() ? pending.get(id.longValue()) : null;
  }

  /** Ends a request whose answer came but cannot be used. */
  void broken(long id, String reason) {
    var exchange = pending.get(id);
    if (exchange != null) {
      broken(exchange, reason);
    }
  }

  private static void broken(Exchange exchange, String reason) {
    exchange.finish(new CallOutcome.Unavailable(reason, true));
  }

  /**
   * The link broke: every pending call ends, and the listener hears of it once.
   *
   * @param reason for clients
   * @param detail for operators
   */
  void lost(String reason, String detail) {
    if (end(reason)) {
      listener.closed(detail);
    }
  }

  /** We ended the link. */
  void closed() {
    var _ = end("the connection to " + backend + " was closed");
  }

  private boolean end(String reason) {
    if (!ended.compareAndSet(null, reason)) {
      return false;
    }
    pending.values().forEach(each -> each.finish(new CallOutcome.Unavailable(reason, true)));
    return true;
  }

  boolean isEnded() {
    return ended.get() != null;
  }
}
