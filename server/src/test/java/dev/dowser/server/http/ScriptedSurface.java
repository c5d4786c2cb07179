package dev.dowser.server.http;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.ToolSurface;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Tools whose names say how they behave. */
final class ScriptedSurface implements ToolSurface {
  final BlockingQueue<String> cancelReasons = new LinkedBlockingQueue<>();
  final BlockingQueue<String> listings = new LinkedBlockingQueue<>();
  final CountDownLatch hangingStarted = new CountDownLatch(1);
  final CountDownLatch release = new CountDownLatch(1);
  final CountDownLatch finished = new CountDownLatch(1);
  private final boolean followsCatalog;

  ScriptedSurface(boolean followsCatalog) {
    this.followsCatalog = followsCatalog;
  }

  @Override
  public List<ObjectNode> definitions() {
    return List.of(Json.object().put("name", "echo"), Json.object().put("name", "hang"));
  }

  @Override
  public void listed(Caller caller) {
    listings.add(caller.session().orElse("none"));
  }

  @Override
  public String instructions() {
    return "Find, then call.";
  }

  @Override
  public CallOutcome call(ObjectNode params, Caller caller) {
    return switch (params.path("name").asString("")) {
      case "echo" -> new CallOutcome.Answered(params.path("arguments"));
      case "progress" -> progress(params, caller);
      case "session" ->
          new CallOutcome.Answered(Json.object().put("session", caller.session().orElse("none")));
      case "log" -> log(caller);
      case "flood" -> flood(caller);
      case "hang" -> hang(caller);
      case "refused" -> new CallOutcome.Refused(new RpcError(-32042, "log in", Json.object()));
      case "unavailable" -> new CallOutcome.Unavailable("Backend files is down.", false);
      case "lost" -> new CallOutcome.Unavailable("Backend files went away.", true);
      case "late" -> new CallOutcome.DeadlinePassed(Duration.ofSeconds(30));
      case "broken" -> throw new IllegalStateException("a secret of ours");
      default -> throw new GatewayException(ErrorCode.BAD_PARAMETERS, "params.name is missing");
    };
  }

  private static CallOutcome progress(ObjectNode params, Caller caller) {
    var progress = Json.object().put("progress", 1);
    progress.set("progressToken", params.path("_meta").path("progressToken"));
    caller.notify("notifications/progress", progress);
    return new CallOutcome.Answered(Json.object().put("done", true));
  }

  /** 200 MB before the answer. */
  private CallOutcome flood(Caller caller) {
    var params = Json.object().put("level", "info").put("data", "x".repeat(100_000));
    for (var count = 0; count < 2_000; count++) {
      caller.notify("notifications/message", params);
    }
    finished.countDown();
    return new CallOutcome.Answered(Json.object().put("done", true));
  }

  private static CallOutcome log(Caller caller) {
    caller.notify("notifications/message", Json.object().put("level", "info").put("data", "low"));
    caller.notify("notifications/message", Json.object().put("level", "error").put("data", "high"));
    return new CallOutcome.Answered(Json.object());
  }

  /** Ends when the test releases it, or is cancelled. */
  private CallOutcome hang(Caller caller) {
    var cancelled = new CountDownLatch(1);
    caller.onCancel(reason -> {
      cancelReasons.add(reason);
      cancelled.countDown();
      release.countDown();
    });
    hangingStarted.countDown();
    try {
      if (!release.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test forgot a hanging call");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    finished.countDown();
    return cancelled.getCount() == 0
        ? new CallOutcome.Cancelled()
        : new CallOutcome.Answered(Json.object().put("late", true));
  }

  @Override
  public boolean lists(ExposedTool tool) {
    return true;
  }

  @Override
  public boolean followsCatalog() {
    return followsCatalog;
  }
}
