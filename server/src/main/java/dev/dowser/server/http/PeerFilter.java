package dev.dowser.server.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What every request of every path has to pass; runs on the event loop and never blocks. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PeerFilter {
  private static final String JSON = "application/json";

  private final AllowedPeers allowed;

  PeerFilter(HttpSettings settings) {
    this.allowed = new AllowedPeers(settings.allowedHosts(), settings.allowedOrigins());
  }

  @RequestFilter
  @Nullable HttpResponse<?> refuse(HttpRequest<?> request) {
    var headers = request.getHeaders();
    var hosts = headers.getAll("Host");
    if (hosts.size() != 1 || !allowed.allowsHost(hosts.getFirst())) {
      return Bodies.error(
          HttpStatus.FORBIDDEN, "this Host is not allowed; server.allowedHosts lists more");
    }
    for (var origin : headers.getAll("Origin")) {
      if (!allowed.allowsOrigin(origin)) {
        return Bodies.error(
            HttpStatus.FORBIDDEN, "this Origin is not allowed; server.allowedOrigins lists more");
      }
    }
    if (request.getMethod() == HttpMethod.POST && !isJson(headers.get("Content-Type"))) {
      return Bodies.error(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
    }
    return null;
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    var end = contentType.indexOf(';');
    var type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT).equals(JSON);
  }
}
