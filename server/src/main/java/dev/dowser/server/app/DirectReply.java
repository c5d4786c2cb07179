package dev.dowser.server.app;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.mcp.EventSink;
import dev.dowser.server.mcp.Reply;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** The reply to one message from within this process. */
final class DirectReply implements Reply, EventSink {
  private final Consumer<RpcMessage.Notification> heard;
  private final CompletableFuture<Optional<RpcMessage>> end = new CompletableFuture<>();
  private volatile String session = "";

  DirectReply(Consumer<RpcMessage.Notification> heard) {
    this.heard = heard;
  }

  /** Waits for the end: the answer, or nothing if there is none. */
  Optional<RpcMessage> await() {
    try {
      return end.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", stop);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("a reply never fails", impossible);
    }
  }

  /** The session that the message opened, empty if it opened none. */
  String session() {
    return session;
  }

  @Override
  public Forms forms() {
    return Forms.BOTH;
  }

  @Override
  public void json(int status, byte[] message) {
    finish(message);
  }

  @Override
  public void opened(String sessionId, byte[] message) {
    session = sessionId;
    finish(message);
  }

  @Override
  public void empty(int status) {
    close();
  }

  @Override
  public EventSink stream() {
    return this;
  }

  @Override
  public boolean offer(byte[] message) {
    if (!end.isDone()
        && RpcMessage.read(Json.parse(message)) instanceof RpcMessage.Notification said) {
      heard.accept(said);
    }
    return !end.isDone();
  }

  @Override
  public int room() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void comment() {}

  @Override
  public void finish(byte[] message) {
    end.complete(Optional.of(RpcMessage.read(Json.parse(message))));
  }

  @Override
  public void close() {
    end.complete(Optional.empty());
  }

  @Override
  public void onEnd(Runnable action) {
    var _ = end.whenComplete((_, _) -> action.run());
  }
}
