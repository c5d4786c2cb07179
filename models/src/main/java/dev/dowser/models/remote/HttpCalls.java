package dev.dowser.models.remote;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Requests to one server, each with a bound on time and size. Thread-safe. */
final class HttpCalls implements AutoCloseable {
  private static final String JSON = "application/json";
  private static final String CLOSED = "the embedder is closed";

  private final HttpClient client;
  private final Map<String, String> headers;
  private final Map<Long, CompletableFuture<?>> running = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean closed;

  /**
   * Calls with these headers.
   *
   * @param client must not follow redirects, which would send the headers elsewhere
   */
  HttpCalls(HttpClient client, Map<String, String> headers) {
    this.client = client;
    this.headers = headers;
  }

  Reply get(URI address, int maxBytes, Duration limit) {
    return send(request(address).GET().build(), maxBytes, limit);
  }

  Reply post(URI address, byte[] body, int maxBytes, Duration limit) {
    var request =
        request(address)
            .setHeader("Content-Type", JSON)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(request.build(), maxBytes, limit);
  }

  private HttpRequest.Builder request(URI address) {
    var request = HttpRequest.newBuilder(address);
    headers.forEach(request::setHeader);
    return request.setHeader("Accept", JSON);
  }

  private Reply send(HttpRequest request, int maxBytes, Duration limit) {
    var sent = client.sendAsync(request, _ -> new BoundedBody(maxBytes));
    var number = numbers.incrementAndGet();
    running.put(number, sent);
    try {
      if (closed) {
        throw new EmbeddingException(Reason.CLOSED, CLOSED);
      }
      return reply(request.uri(), sent, limit);
    } finally {
      running.remove(number);
      sent.cancel(true);
    }
  }

  private Reply reply(
      URI address, CompletableFuture<HttpResponse<Optional<byte[]>>> sent, Duration limit) {
    try {
      return Reply.of(address, sent.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw new EmbeddingException(Reason.AWAY, "the embedding server did not answer in time", e);
    } catch (CancellationException e) {
      throw new EmbeddingException(Reason.CLOSED, CLOSED, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException(Reason.BUSY, "interrupted while waiting for a vector", e);
    } catch (ExecutionException e) {
      throw unanswered(e.getCause());
    }
  }

  private EmbeddingException unanswered(@Nullable Throwable cause) {
    var fault = cause == null ? new IllegalStateException("no cause") : cause;
    if (closed) {
      return new EmbeddingException(Reason.CLOSED, CLOSED, fault);
    }
    return switch (fault) {
      case ConnectException _, NoRouteToHostException _, HttpConnectTimeoutException _ ->
          new EmbeddingException(Reason.AWAY, "the embedding server cannot be reached", fault);
      case SSLHandshakeException _ ->
          new EmbeddingException(
              Reason.AWAY, "no TLS connection to the embedding server" + said(fault), fault);
      default ->
          new EmbeddingException(
              Reason.AWAY, "the connection to the embedding server broke" + said(fault), fault);
    };
  }

  private static String said(Throwable fault) {
    return fault.getMessage() == null ? "" : ": " + fault.getMessage();
  }

  /** Ends what runs; everything after that is refused. */
  @Override
  public void close() {
    closed = true;
    running.values().forEach(sent -> sent.cancel(true));
  }
}
