package dev.dowser.server.backend.mcp;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The stream that carries all a backend sends. Its first event names the address for our messages,
 * which must be of the stream's own origin. Costs a socket and no thread.
 */
final class SseStream implements HttpResponse.BodyHandler<Answer>, SseParser.Sink {
  private static final String ENDPOINT = "endpoint";

  private final SseWire wire;
  private final HttpSpec spec;
  private final CompletableFuture<Opening> opening = new CompletableFuture<>();
  private volatile boolean hasEvents;
  private volatile @Nullable CompletableFuture<?> sent;

  /** How the stream began. */
  sealed interface Opening {
    record Named(URI address) implements Opening {}

    record Moved(URI to) implements Opening {}

    record Refused(GatewayException fault) implements Opening {}
  }

  SseStream(SseWire wire, HttpSpec spec) {
    this.wire = wire;
    this.spec = spec;
  }

  /** Opens the stream and waits for its beginning. */
  Opening open(HttpClient client, HttpRequests requests, Duration limit) {
    var response = client.sendAsync(requests.get(Optional.empty(), null), this);
    sent = response;
    var _ = response.whenComplete(this::ended);
    try {
      return opening.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refused(ErrorCode.BACKEND_UNREACHABLE, "the handshake was broken off");
    } catch (TimeoutException _) {
      return refused(
          ErrorCode.BACKEND_UNREACHABLE,
          "it named no address for messages within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an opening never ends with an exception", e);
    }
  }

  void close() {
    var response = sent;
    if (response != null) {
      var _ = response.cancel(true);
    }
  }

  @Override
  public HttpResponse.BodySubscriber<Answer> apply(HttpResponse.ResponseInfo info) {
    var type = Post.type(info.headers().firstValue("Content-Type"));
    if (info.statusCode() == 200 && type.equals(HttpRequests.EVENTS)) {
      hasEvents = true;
      return new EventBody(new SseParser(spec.maxResultBytes(), this));
    }
    return new AnswerBody(0, 0, _ -> Answer.TAKEN);
  }

  @Override
  public void event(String name, byte[] data) {
    switch (name) {
      case SseParser.MESSAGE -> message(data);
      case ENDPOINT -> endpoint(data);
      default -> wire.complain("an event '" + name + "'", data);
    }
  }

  @Override
  public boolean skipsTooLong() {
    return true;
  }

  @Override
  public void tooLong(TooLong event) {
    wire.tooLong(event);
  }

  private void message(byte[] data) {
    if (opening.isDone()) {
      wire.accept(data);
    } else {
      wire.complain("a message before the address for messages", data);
    }
  }

  private void endpoint(byte[] data) {
    if (opening.isDone()) {
      wire.complain("a second address for messages", data);
      return;
    }
    var named = named(new String(data, StandardCharsets.UTF_8).strip());
    if (named instanceof Opening.Named(var address)) {
      wire.sendTo(address);
    }
    opening.complete(named);
  }

  private Opening named(String reference) {
    try {
      var address = Origin.resolve(spec.uri(), reference);
      return Origin.of(address).equals(Origin.of(spec.uri())) && address.getRawUserInfo() == null
          ? new Opening.Named(address)
          : refused(
              ErrorCode.BACKEND_BROKEN,
              "it wants messages at " + Origin.of(address) + ", another origin than its own");
    } catch (IllegalArgumentException _) {
      return refused(
          ErrorCode.BACKEND_BROKEN, "what it named for messages is no address of its own origin");
    }
  }

  private void ended(@Nullable HttpResponse<Answer> response, @Nullable Throwable error) {
    if (!opening.complete(notOpened(response, error))) {
      wire.streamEnded();
    }
  }

  private Opening notOpened(@Nullable HttpResponse<Answer> response, @Nullable Throwable error) {
    if (response == null) {
      return refused(ErrorCode.BACKEND_UNREACHABLE, NoResponse.of(error).reason());
    }
    if (hasEvents) {
      return refused(
          ErrorCode.BACKEND_BROKEN, "it ended its stream before it named an address for messages");
    }
    var moved = Redirects.ofGet(spec.uri(), response);
    return moved.isPresent() ? new Opening.Moved(moved.get()) : notAStream(response);
  }

  private Opening notAStream(HttpResponse<Answer> response) {
    var status = response.statusCode();
    if (status == 401 || status == 403) {
      return refused(
          ErrorCode.BACKEND_NEEDS_LOGIN, "no stream: the backend wants a login (" + status + ")");
    }
    if (Redirects.isRedirect(status)) {
      return refused(ErrorCode.BACKEND_UNREACHABLE, Redirects.refusal(spec.uri(), response));
    }
    var type = response.headers().firstValue("Content-Type").orElse("no content type");
    return status == 200
        ? refused(
            ErrorCode.BACKEND_BROKEN,
            "the backend answered 200 with " + type + ", expected an event stream")
        : refused(
            ErrorCode.BACKEND_UNREACHABLE,
            "the backend answered " + status + " when its stream was to be opened");
  }

  private static Opening refused(ErrorCode code, String message) {
    return new Opening.Refused(new GatewayException(code, message));
  }
}
