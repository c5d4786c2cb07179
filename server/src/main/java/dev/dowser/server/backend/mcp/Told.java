package dev.dowser.server.backend.mcp;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message that wants no answer: given up after a while, and nothing fails if it is lost. */
final class Told {
  private static final Logger LOG = LoggerFactory.getLogger(Told.class);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Told() {}

  /** Ends when the message was taken, refused or given up. */
  static CompletableFuture<Void> by(Object backend, CompletableFuture<HttpResponse<Void>> sent) {
    var _ =
        sent.copy()
            .orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, _) -> sent.cancel(true));
    return sent.handle((response, error) -> ended(backend, response, error));
  }

  private static @Nullable Void ended(
      Object backend, @Nullable HttpResponse<Void> response, @Nullable Throwable error) {
    if (response == null || !Post.isSuccess(response.statusCode())) {
      LOG.debug(
          "A message was not taken: backend={} status={}{}",
          backend,
          response == null ? 0 : response.statusCode(),
          NoResponse.said(error));
    }
    return null;
  }
}
