package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/** One request of ours on its way: what was asked, who waits, and how it ended. Thread-safe. */
final class Exchange {
  private static final String META = "_meta";
  private static final String TOKEN = "progressToken";

  private final long id;
  private final RpcMessage.Request request;
  private final Caller caller;
  private final @Nullable JsonNode clientToken;
  private final long began = System.nanoTime();
  private final CompletableFuture<CallOutcome> end = new CompletableFuture<>();
  private volatile long lastSign = began;

  Exchange(long id, String method, ObjectNode params, Caller caller) {
    var token = params.path(META).get(TOKEN);
    this.id = id;
    this.caller = caller;
    this.clientToken = token;
    this.request =
        new RpcMessage.Request(
            LongNode.valueOf(id), method, token == null ? params : withOurToken(params, id));
  }

  private static ObjectNode withOurToken(ObjectNode params, long id) {
    var meta = Json.object();
    params.path(META).propertyStream().forEach(entry -> meta.set(entry.getKey(), entry.getValue()));
    meta.put(TOKEN, id);
    var copy = Json.object();
    params.propertyStream().forEach(entry -> copy.set(entry.getKey(), entry.getValue()));
    copy.set(META, meta);
    return copy;
  }

  long id() {
    return id;
  }

  RpcMessage.Request request() {
    return request;
  }

  /** Passes progress on under the client's token; without one nobody asked for it. */
  void progress(ObjectNode params) {
    lastSign = System.nanoTime();
    if (clientToken == null || end.isDone()) {
      return;
    }
    var mapped = Json.object();
    params.propertyStream().forEach(entry -> mapped.set(entry.getKey(), entry.getValue()));
    mapped.set(TOKEN, clientToken);
    caller.notify("notifications/progress", mapped);
  }

  /** Passes on a notification that came with the answer. */
  void notify(String method, ObjectNode params) {
    if (!end.isDone()) {
      caller.notify(method, params);
    }
  }

  /** Ends the exchange; false if it had ended. */
  boolean finish(CallOutcome outcome) {
    return end.complete(outcome);
  }

  boolean isDone() {
    return end.isDone();
  }

  /** Runs the action when the exchange ends, at once if it has. */
  void whenDone(Runnable action) {
    var _ = end.thenRun(action);
  }

  /** Waits for the end; if patience runs out first, that is the end. */
  CallOutcome await(Patience patience) {
    try {
      return await(patience.silence().toNanos(), patience.most().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      finish(new CallOutcome.Unavailable("the gateway stopped waiting for the answer", true));
    } catch (ExecutionException e) {
      throw new IllegalStateException("an exchange never ends with an exception", e);
    }
    return end.join();
  }

  private CallOutcome await(long silence, long most)
      throws InterruptedException, ExecutionException {
    while (true) {
      var now = System.nanoTime();
      var left = Math.min(lastSign + silence - now, began + most - now);
      if (left <= 0) {
        finish(new CallOutcome.DeadlinePassed(Duration.ofNanos(now - began)));
        return end.get();
      }
      try {
        return end.get(left, TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        // progress may have moved the limit: look again
      }
    }
  }
}
