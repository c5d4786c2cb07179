package dev.dowser.server.backend.mcp;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands over the events of a stream as they come; holds no thread between them. */
final class EventBody implements HttpResponse.BodySubscriber<Answer> {
  private final SseParser parser;
  private final CompletableFuture<Answer> end = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private volatile Optional<String> lastId = Optional.empty();
  private volatile OptionalLong retryMillis = OptionalLong.empty();

  EventBody(int limit, Consumer<byte[]> events) {
    this(new SseParser(limit, events));
  }

  EventBody(SseParser parser) {
    this.parser = parser;
  }

  Optional<String> lastId() {
    return lastId;
  }

  OptionalLong retryMillis() {
    return retryMillis;
  }

  @Override
  public CompletionStage<Answer> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (var buffer : buffers) {
      if (!end.isDone() && !parser.push(buffer)) {
        end.complete(Answer.CUT);
        if (subscription != null) {
          subscription.cancel();
        }
      }
    }
    lastId = parser.lastId();
    retryMillis = parser.retryMillis();
  }

  @Override
  public void onError(Throwable error) {
    // a stream that breaks may be taken up again, as one that ends
    end.complete(Answer.TAKEN);
  }

  @Override
  public void onComplete() {
    end.complete(Answer.TAKEN);
  }
}
