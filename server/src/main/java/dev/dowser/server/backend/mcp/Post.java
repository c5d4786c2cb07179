package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.CallOutcome;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request of ours as an HTTP exchange: the POST and, if its stream ends early, the GETs that
 * take it up again. Sees to it that the {@link Exchange} ends.
 */
final class Post implements HttpResponse.BodyHandler<Answer> {
  /**
   * An exchange that ended without its body (cancelled, or a stream left open) is given up then.
   */
  private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private static final int ERROR_BYTES = 64 * 1024;
  private static final long DEFAULT_RETRY_MILLIS = 1000;

  /** Bounds on what a backend may ask for: neither a storm nor a timer for days. */
  private static final long LEAST_RETRY_MILLIS = 100;

  private static final long MOST_RETRY_MILLIS = 60_000;

  private final HttpWire wire;
  private final Exchange exchange;
  private final @Nullable HttpSession at;
  private final Way way;
  private volatile @Nullable EventBody events;
  private volatile Optional<String> sessionId = Optional.empty();
  private volatile boolean bodyEnded;

  /** What the backend has of the request already. */
  private enum Way {
    FIRST,
    /** Nothing: it had forgotten the session. */
    REPEATED,
    /** All of it: only the rest of the stream is asked for. */
    RESUMED
  }

  private Post(HttpWire wire, Exchange exchange, @Nullable HttpSession at, Way way) {
    this.wire = wire;
    this.exchange = exchange;
    this.at = at;
    this.way = way;
  }

  /**
   * A request yet to be sent.
   *
   * @param at the session it belongs to, null for the handshake
   */
  static Post first(HttpWire wire, Exchange exchange, @Nullable HttpSession at) {
    return new Post(wire, exchange, at, Way.FIRST);
  }

  /** The same request once more; it will not be repeated again for a forgotten session. */
  Post repeated(@Nullable HttpSession in) {
    return new Post(wire, exchange, in, Way.REPEATED);
  }

  /** The rest of the stream that this post began. */
  Post resumed() {
    return new Post(wire, exchange, at, Way.RESUMED);
  }

  boolean isFirst() {
    return way == Way.FIRST;
  }

  /** Whether the backend took the request before, whatever it says now. */
  boolean wasTaken() {
    return way == Way.RESUMED;
  }

  /** The session id that came with the answer. */
  Optional<String> sessionId() {
    return sessionId;
  }

  Exchange exchange() {
    return exchange;
  }

  @Nullable HttpSession at() {
    return at;
  }

  /** Follows the HTTP exchange to its end. */
  void follow(CompletableFuture<HttpResponse<Answer>> sent) {
    exchange.whenDone(() -> giveUpSoon(sent));
    var _ =
        sent.whenComplete((response, error) -> {
          if (!exchange.isDone()) {
            ended(response, error);
          }
        });
  }

  private void giveUpSoon(CompletableFuture<HttpResponse<Answer>> sent) {
    if (!bodyEnded && !sent.isDone()) {
      SOON.execute(() -> sent.cancel(true));
    }
  }

  @Override
  public HttpResponse.BodySubscriber<Answer> apply(HttpResponse.ResponseInfo info) {
    sessionId = info.headers().firstValue(HttpRequests.SESSION_ID);
    var type = type(info.headers().firstValue("Content-Type"));
    if (!isSuccess(info.statusCode())) {
      return new AnswerBody(ERROR_BYTES, 0, Post::text);
    }
    if (type.equals(HttpRequests.EVENTS)) {
      var body = new EventBody(wire.maxBytes(), data -> wire.accept(data, exchange));
      events = body;
      return body;
    }
    if (type.equals(HttpRequests.JSON)) {
      var length = info.headers().firstValueAsLong("Content-Length").orElse(0);
      return new AnswerBody(wire.maxBytes(), length, this::answered);
    }
    return new AnswerBody(ERROR_BYTES, 0, Post::text);
  }

  static String type(Optional<String> header) {
    var value = header.orElse("");
    var end = value.indexOf(';');
    return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  private static Answer text(byte[] body) {
    return new Answer(new String(body, StandardCharsets.UTF_8), false);
  }

  private Answer answered(byte[] body) {
    bodyEnded = true;
    wire.accept(body, exchange);
    return Answer.TAKEN;
  }

  private void ended(@Nullable HttpResponse<Answer> response, @Nullable Throwable error) {
    if (response == null) {
      failed(error);
    } else if (!isSuccess(response.statusCode())) {
      wire.refused(this, response);
    } else if (response.body().isCut()) {
      lost("the backend sent a message over the limit of " + wire.maxBytes() + " bytes");
    } else if (events != null) {
      streamEnded(events);
    } else {
      var type = response.headers().firstValue("Content-Type").orElse("no content type");
      lost(
          type(Optional.of(type)).equals(HttpRequests.JSON)
              ? "the backend's answer is not a JSON-RPC response"
              : "the backend answered "
                  + response.statusCode()
                  + " with "
                  + type
                  + ", expected JSON or an event stream");
    }
  }

  private void streamEnded(EventBody stream) {
    var after = stream.lastId();
    if (after.isEmpty()) {
      lost("the backend ended its stream without an answer");
      return;
    }
    // https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#resumability
    var pause =
        Math.clamp(
            stream.retryMillis().orElse(DEFAULT_RETRY_MILLIS),
            LEAST_RETRY_MILLIS,
            MOST_RETRY_MILLIS);
    CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS)
        .execute(() -> {
          if (!exchange.isDone()) {
            wire.resume(this, after.get());
          }
        });
  }

  private void failed(@Nullable Throwable error) {
    var none = NoResponse.of(error);
    exchange.finish(
        new CallOutcome.Unavailable(none.reason(), none.mayHaveArrived() || wasTaken()));
    if (none.isUnreachable()) {
      wire.unreachable(none.cause());
    }
  }

  private void lost(String reason) {
    exchange.finish(new CallOutcome.Unavailable(reason, true));
  }
}
