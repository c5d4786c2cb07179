package dev.dowser.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who is an operator: the bearer of the token; if there is none, whoever connects from this machine
 * and not through a proxy, which would make every client look local.
 */
@Singleton
final class AdminAccess {
  private static final String SCHEME = "bearer ";
  private static final Set<String> PROXY_HEADERS = Set.of("forwarded", "via", "x-real-ip");

  private final Optional<byte[]> token;

  AdminAccess(HttpSettings settings) {
    this.token = settings.adminToken().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /** The refusal, or empty if the request is an operator's. */
  Optional<HttpResponse<?>> refusal(HttpRequest<?> request) {
    if (token.isPresent()) {
      return isBearer(request, token.get())
          ? Optional.empty()
          : Optional.of(
              Bodies.error(HttpStatus.UNAUTHORIZED, "the admin token is missing or wrong")
                  .header("WWW-Authenticate", "Bearer"));
    }
    return isLocal(request)
        ? Optional.empty()
        : Optional.of(
            Bodies.error(
                HttpStatus.FORBIDDEN,
                "only from this machine without a proxy, unless admin.tokenEnv sets a token"));
  }

  private static boolean isBearer(HttpRequest<?> request, byte[] token) {
    var header = request.getHeaders().get("Authorization");
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    var given = header.substring(SCHEME.length()).strip();
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isLocal(HttpRequest<?> request) {
    var address = request.getRemoteAddress().getAddress();
    return address != null
        && address.isLoopbackAddress()
        && request.getHeaders().names().stream().noneMatch(AdminAccess::tellsOfProxy);
  }

  private static boolean tellsOfProxy(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return PROXY_HEADERS.contains(name) || name.startsWith("x-forwarded-");
  }
}
