package dev.dowser.server.backend.mcp;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Redirects in the handshake, such as the one that adds a slash to the address, are followed within
 * one origin: our headers go nowhere else. What follows then uses the final address.
 */
final class Redirects {
  private static final int MOST = 3;

  private Redirects() {}

  static boolean isRedirect(int status) {
    return status >= 300 && status < 400;
  }

  /** Where a POST is sent, if it may go there; the other statuses would make a GET of it. */
  static Optional<URI> ofPost(URI from, HttpResponse<?> response) {
    return response.statusCode() == 307 || response.statusCode() == 308
        ? target(from, response).filter(to -> Origin.of(to).equals(Origin.of(from)))
        : Optional.empty();
  }

  /** Where a GET is sent, if it may go there. */
  static Optional<URI> ofGet(URI from, HttpResponse<?> response) {
    return switch (response.statusCode()) {
      case 301, 302, 303, 307, 308 ->
          target(from, response).filter(to -> Origin.of(to).equals(Origin.of(from)));
      default -> Optional.empty();
    };
  }

  /** What to tell operators of a redirect that is not followed. */
  static String refusal(URI from, HttpResponse<?> response) {
    return "the backend redirects"
        + target(from, response).map(to -> " to " + Origin.of(to)).orElse("")
        + " ("
        + response.statusCode()
        + "), which is not followed; put its final address into the configuration";
  }

  private static Optional<URI> target(URI from, HttpResponse<?> response) {
    try {
      return response
          .headers()
          .firstValue("Location")
          .map(location -> Origin.resolve(from, location.strip()))
          .filter(to -> to.getHost() != null && to.getRawUserInfo() == null);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Attempts under each address in turn until one is final. */
  static Welcome follow(
      HttpSpec spec, Duration limit, BiFunction<HttpSpec, Duration, Welcome> attempt) {
    var countdown = Countdown.of(limit);
    var at = spec;
    for (var hops = 0; hops <= MOST; hops++) {
      var welcome = attempt.apply(at, countdown.left());
      if (!(welcome instanceof Welcome.Moved(var to))) {
        return welcome;
      }
      at = at.movedTo(to);
    }
    throw new GatewayException(
        ErrorCode.BACKEND_BROKEN, "it redirects more than " + MOST + " times in a row");
  }
}
