package dev.dowser.server.http;

import dev.dowser.server.mcp.EventSink;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) to one
 * client. What the client does not read waits here, up to a limit in messages and bytes; beyond it
 * notifications are dropped, answers never.
 */
final class EventStream implements EventSink {
  private static final int MAX_WAITING = 1_000;
  private static final long MAX_WAITING_BYTES = 4_000_000;
  private static final int LONG_MESSAGE = 16_000;
  private static final byte[] DATA = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Queue<byte[]> waiting = new LinkedBlockingQueue<>();
  private final Sinks.Many<byte[]> sink = Sinks.many().unicast().onBackpressureBuffer(waiting);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean ended;
  private @Nullable Runnable onEnd;

  /** What the client gets; ends when the stream does. */
  Flux<byte[]> events() {
    return sink.asFlux()
        .doOnNext(event -> waitingBytes.addAndGet(-event.length))
        .doOnCancel(this::end);
  }

  @Override
  public boolean offer(byte[] message) {
    lock.lock();
    try {
      if (!ended && isRoomFor(message)) {
        emit(event(message));
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  /** Half of the limits, taken for long ones, is left to others. */
  @Override
  public int room() {
    long bytes = MAX_WAITING_BYTES / 2 - waitingBytes.get();
    return (int) Math.max(0, Math.min(MAX_WAITING / 2 - waiting.size(), bytes / LONG_MESSAGE));
  }

  @Override
  public void comment() {
    lock.lock();
    try {
      if (!ended && waiting.isEmpty()) {
        emit(COMMENT);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void finish(byte[] message) {
    lock.lock();
    try {
      if (!ended) {
        emit(event(message));
        sink.tryEmitComplete();
      }
    } finally {
      lock.unlock();
    }
    end();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!ended) {
        sink.tryEmitComplete();
      }
    } finally {
      lock.unlock();
    }
    end();
  }

  @Override
  public void onEnd(Runnable action) {
    lock.lock();
    try {
      if (!ended) {
        onEnd = action;
        return;
      }
    } finally {
      lock.unlock();
    }
    action.run();
  }

  /** A message longer than the limit still passes to a client that keeps up. */
  private boolean isRoomFor(byte[] message) {
    return waiting.isEmpty()
        || (waiting.size() < MAX_WAITING
            && waitingBytes.get() + message.length <= MAX_WAITING_BYTES);
  }

  private void emit(byte[] event) {
    waitingBytes.addAndGet(event.length);
    sink.tryEmitNext(event);
  }

  private void end() {
    Runnable action;
    lock.lock();
    try {
      ended = true;
      action = onEnd;
      onEnd = null;
    } finally {
      lock.unlock();
    }
    if (action != null) {
      action.run();
    }
  }

  private static byte[] event(byte[] message) {
    var event = new byte[DATA.length + message.length + 2];
    System.arraycopy(DATA, 0, event, 0, DATA.length);
    System.arraycopy(message, 0, event, DATA.length, message.length);
    event[event.length - 2] = '\n';
    event[event.length - 1] = '\n';
    return event;
  }
}
