package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.Caller;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Keeps what it is told and cancels when asked to. */
final class RecordingCaller implements Caller {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Consumer<String>> action = new CompletableFuture<>();

  @Override
  public void notify(String method, ObjectNode params) {
    heard.add(method + " " + params);
  }

  @Override
  public void onCancel(Consumer<String> cancel) {
    action.complete(cancel);
  }

  List<String> heard() {
    return heard;
  }

  void cancel(String reason) throws InterruptedException, ExecutionException, TimeoutException {
    action.get(5, TimeUnit.SECONDS).accept(reason);
  }
}
