package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages over HTTP with SSE
 * (https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse): one
 * stream brings all that the backend sends, ours go by POST to the address it named. The link lives
 * as long as its stream.
 */
final class SseWire implements Wire {

  /** A POST whose exchange has ended is given up then. */
  private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

  private final RpcSession session;
  private final HttpSpec spec;
  private final HttpClient client;
  private final HttpRequests requests;
  private final SseStream stream;
  private volatile @Nullable URI address;
  private volatile boolean wantsLogin;

  SseWire(RpcSession session, HttpSpec spec, HttpClient client) {
    this.session = session;
    this.spec = spec;
    this.client = client;
    this.requests = new HttpRequests(spec);
    this.stream = new SseStream(this, spec);
  }

  SseStream.Opening open(Duration limit) {
    return stream.open(client, requests, limit);
  }

  void sendTo(URI messages) {
    address = messages;
  }

  boolean wantsLogin() {
    return wantsLogin;
  }

  void accept(byte[] message) {
    session.accept(this, message, null);
  }

  void complain(String fault, byte[] text) {
    session.complaints().about(fault, text);
  }

  void tooLong(TooLong message) {
    message.report(session, spec.maxResultBytes());
  }

  void streamEnded() {
    session.lost(
        "the backend ended its stream", session.backend() + " ended its stream of messages");
  }

  @Override
  public void request(Exchange exchange) {
    var sent = post(exchange.request());
    exchange.whenDone(() -> {
      if (!sent.isDone()) {
        SOON.execute(() -> sent.cancel(true));
      }
    });
    var _ =
        sent.whenComplete((response, error) -> {
          if (response == null) {
            failed(exchange, NoResponse.of(error));
          } else if (!Post.isSuccess(response.statusCode())) {
            refused(exchange, response.statusCode());
          }
        });
  }

  private CompletableFuture<HttpResponse<Void>> post(RpcMessage message) {
    var to = address;
    if (to == null) {
      throw new IllegalStateException("messages are sent only after the stream named an address");
    }
    return client.sendAsync(
        requests.post(to, Json.bytes(message.toJson())), BodyHandlers.discarding());
  }

  private void failed(Exchange exchange, NoResponse none) {
    exchange.finish(new CallOutcome.Unavailable(none.reason(), none.mayHaveArrived()));
    if (none.isUnreachable()) {
      session.lost(
          session.backend() + " cannot be reached",
          session.backend() + " cannot be reached" + NoResponse.said(none.cause()));
    }
  }

  /** What was refused did not run; 5xx is also what proxies say when they gave up waiting. */
  private void refused(Exchange exchange, int status) {
    var reason =
        switch (status) {
          case 401 -> "the backend wants a login";
          case 403 -> "the backend does not allow this with our login (403)";
          case 404 -> "the backend forgot our session";
          default -> "the backend answered " + status;
        };
    wantsLogin = status == 401 || status == 403;
    exchange.finish(new CallOutcome.Unavailable(reason, status >= 500));
    if (status == 401 || status == 404) {
      session.lost(reason, session.backend() + ": " + reason + " (it answered " + status + ")");
    }
  }

  @Override
  public CompletableFuture<Void> tell(RpcMessage message) {
    var sent = post(message);
    return Told.by(session.backend(), sent);
  }

  @Override
  public void close() {
    stream.close();
  }
}
