package dev.dowser.server.backend.mcp;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream on which a backend announces changes, opened anew when it ends, with growing pauses if
 * it ends soon. A backend need not offer one. Costs a socket and no thread.
 */
final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONG_LIVED = Duration.ofSeconds(30);

  private final HttpWire wire;
  private final HttpClient client;
  private final HttpRequests requests;
  private @Nullable CompletableFuture<?> open;

  Announcements(HttpWire wire, HttpClient client, HttpRequests requests) {
    this.wire = wire;
    this.client = client;
    this.requests = requests;
  }

  /** One attempt to listen within a session. */
  private final class Attempt implements HttpResponse.BodyHandler<Answer> {
    private final HttpSession at;
    private final Duration pause;
    private final Optional<String> lastId;
    private final long began = System.nanoTime();
    private volatile @Nullable EventBody events;

    Attempt(HttpSession at, Duration pause, Optional<String> lastId) {
      this.at = at;
      this.pause = pause;
      this.lastId = lastId;
    }

    void start() {
      CompletableFuture<HttpResponse<Answer>> sent;
      synchronized (Announcements.this) {
        if (!wire.isCurrent(at)) {
          return;
        }
        sent = client.sendAsync(requests.get(lastId, at), this);
        open = sent;
      }
      var _ = sent.whenComplete(this::ended);
    }

    @Override
    public HttpResponse.BodySubscriber<Answer> apply(HttpResponse.ResponseInfo info) {
      var type = Post.type(info.headers().firstValue("Content-Type"));
      if (info.statusCode() == 200 && type.equals(HttpRequests.EVENTS)) {
        var body = new EventBody(wire.maxBytes(), data -> wire.accept(data, null));
        events = body;
        return body;
      }
      return new AnswerBody(0, 0, _ -> Answer.TAKEN);
    }

    private void ended(@Nullable HttpResponse<Answer> response, @Nullable Throwable error) {
      if (!wire.isCurrent(at)) {
        return;
      }
      var cause = error instanceof CompletionException wrapped ? wrapped.getCause() : error;
      if (cause instanceof ConnectException) {
        wire.unreachable(cause);
      } else if (response == null || events != null || response.statusCode() >= 500) {
        again(events);
      } else if (response.statusCode() == 404 && lastId.isPresent() && at.id().isPresent()) {
        var _ = wire.renewed(at);
      } else {
        LOG.debug(
            "No stream of announcements: backend={} status={}",
            wire.session().backend(),
            response.statusCode());
      }
    }

    private void again(@Nullable EventBody body) {
      var lived = Duration.ofNanos(System.nanoTime() - began);
      var rest = lived.compareTo(LONG_LIVED) > 0 ? FIRST_PAUSE : pause;
      var wanted =
          Math.min(body == null ? 0 : body.retryMillis().orElse(0), LONGEST_PAUSE.toMillis());
      var next =
          new Attempt(
              at,
              rest.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                  ? LONGEST_PAUSE
                  : rest.multipliedBy(2),
              body == null ? lastId : body.lastId().or(() -> lastId));
      CompletableFuture.delayedExecutor(Math.max(rest.toMillis(), wanted), TimeUnit.MILLISECONDS)
          .execute(next::start);
    }
  }

  /** Begins to listen within a session that has just begun. */
  void open(HttpSession at) {
    close();
    new Attempt(at, FIRST_PAUSE, Optional.empty()).start();
  }

  /** Stops to listen. */
  synchronized void close() {
    if (open != null) {
      var _ = open.cancel(true);
      open = null;
    }
  }
}
