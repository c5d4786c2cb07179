package dev.dowser.server.backend.mcp;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit and hands it over as soon as it is whole. */
final class AnswerBody implements HttpResponse.BodySubscriber<Answer> {
  private static final int FIRST = 4096;
  private static final int TRUSTED_LENGTH = 1024 * 1024;

  private final int limit;
  private final Function<byte[], Answer> whole;
  private final CompletableFuture<Answer> end = new CompletableFuture<>();
  private byte[] bytes;
  private int size;
  private Flow.@Nullable Subscription subscription;

  /**
   * A collector.
   *
   * @param announced length the server announced, or anything less than 1
   * @param whole takes the body before anybody who waits for the HTTP response
   */
  AnswerBody(int limit, long announced, Function<byte[], Answer> whole) {
    this.limit = limit;
    this.whole = whole;
    this.bytes = new byte[(int) (announced < 1 ? FIRST : Math.min(announced, TRUSTED_LENGTH))];
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
      if (end.isDone()) {
        return;
      }
      append(buffer);
    }
  }

  private void append(ByteBuffer buffer) {
    var needed = size + (long) buffer.remaining();
    if (needed > limit) {
      end.complete(Answer.CUT);
      if (subscription != null) {
        subscription.cancel();
      }
      return;
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, bytes.length * 2L)));
    }
    var count = buffer.remaining();
    buffer.get(bytes, size, count);
    size += count;
  }

  @Override
  public void onError(Throwable error) {
    end.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    if (!end.isDone()) {
      end.complete(whole.apply(size == bytes.length ? bytes : Arrays.copyOf(bytes, size)));
    }
  }
}
