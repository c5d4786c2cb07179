package dev.dowser.models.remote;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit; a larger one is nothing. */
final class BoundedBody implements BodySubscriber<Optional<byte[]>> {
  private final int limit;
  private final CompletableFuture<Optional<byte[]>> end = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  BoundedBody(int limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<Optional<byte[]>> getBody() {
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
      if (end.isDone()) {
        return;
      }
      append(buffer);
    }
  }

  private void append(ByteBuffer buffer) {
    if (bytes.size() + (long) buffer.remaining() > limit) {
      end.complete(Optional.empty());
      if (subscription != null) {
        subscription.cancel();
      }
      return;
    }
    var part = new byte[buffer.remaining()];
    buffer.get(part);
    bytes.writeBytes(part);
  }

  @Override
  public void onError(Throwable error) {
    end.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    end.complete(Optional.of(bytes.toByteArray()));
  }
}
