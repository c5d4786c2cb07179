package dev.dowser.server.mcp;

import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.InFlight;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request between its arrival and its end. The first message decides the form: an answer goes out
 * as JSON; a notification, or silence up to the first heartbeat, begins an event stream with
 * everything after it. After a cancel nothing goes out: a stream closes, an undecided reply is 202
 * without a body. A client that disconnects has not cancelled. Thread-safe.
 */
public final class PendingReply implements Caller, InFlight {
  private final Reply reply;
  private final Predicate<RpcMessage.Notification> wanted;
  private final Runnable onEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable EventSink sink;
  private boolean ended;
  private @Nullable String cancelledFor;
  private @Nullable Consumer<String> cancelAction;

  /**
   * A reply that is owed.
   *
   * @param reply where it goes
   * @param wanted which notifications the client wants to see
   * @param onEnd runs once, before the end can be seen by the client
   */
  public PendingReply(
      Reply reply, Predicate<RpcMessage.Notification> wanted, Consumer<PendingReply> onEnd) {
    this.reply = reply;
    this.wanted = wanted;
    this.onEnd = () -> onEnd.accept(this);
  }

  @Override
  public void notify(String method, ObjectNode params) {
    var notification = new RpcMessage.Notification(method, params);
    if (reply.forms() == Reply.Forms.JSON || !wanted.test(notification)) {
      return;
    }
    var message = Json.bytes(notification.toJson());
    lock.lock();
    try {
      if (!ended) {
        streaming().offer(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Shows that we are at work, if the client takes event streams. */
  public void heartbeat() {
    lock.lock();
    try {
      if (!ended && reply.forms() != Reply.Forms.JSON) {
        streaming().comment();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends the answer; dropped if the client took the request back. */
  public void answer(RpcMessage answer) {
    var message = Json.bytes(answer.toJson());
    lock.lock();
    try {
      if (!end()) {
        return;
      }
      if (sink != null || reply.forms() == Reply.Forms.STREAM) {
        streaming().finish(message);
      } else {
        reply.json(200, message);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends without an answer. */
  public void drop() {
    lock.lock();
    try {
      if (end()) {
        endEmpty();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cancel(String reason) {
    Consumer<String> action;
    lock.lock();
    try {
      if (!end()) {
        return;
      }
      endEmpty();
      cancelledFor = reason;
      action = cancelAction;
      cancelAction = null;
    } finally {
      lock.unlock();
    }
    if (action != null) {
      action.accept(reason);
    }
  }

  @Override
  public void onCancel(Consumer<String> action) {
    String reason;
    lock.lock();
    try {
      reason = cancelledFor;
      if (reason == null) {
        cancelAction = action;
      }
    } finally {
      lock.unlock();
    }
    if (reason != null) {
      action.accept(reason);
    }
  }

  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    onEnd.run();
    return true;
  }

  private void endEmpty() {
    if (sink != null) {
      sink.close();
    } else {
      reply.empty(202);
    }
  }

  private EventSink streaming() {
    var current = sink;
    if (current == null) {
      current = reply.stream();
      sink = current;
    }
    return current;
  }
}
