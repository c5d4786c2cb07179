package dev.dowser.server.backend.mcp;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the requests to one endpoint. */
final class HttpRequests {
  static final String SESSION_ID = "Mcp-Session-Id";
  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";
  private static final String ACCEPT = "Accept";

  private final HttpRequest.Builder template;

  /**
   * Takes the endpoint and its headers.
   *
   * @throws GatewayException {@link ErrorCode#BACKEND_NOT_STARTABLE} if they cannot be used
   */
  HttpRequests(HttpSpec spec) {
    try {
      template = HttpRequest.newBuilder(spec.uri());
      spec.headers().forEach(template::setHeader);
    } catch (IllegalArgumentException _) {
      // without its cause, which quotes the value
      throw new GatewayException(
          ErrorCode.BACKEND_NOT_STARTABLE,
          "its url or one of its headers "
              + spec.headers().keySet()
              + " cannot be used in an HTTP request");
    }
  }

  HttpRequest post(byte[] body, @Nullable HttpSession at) {
    return in(at)
        .setHeader(ACCEPT, JSON + ", " + EVENTS)
        .setHeader("Content-Type", JSON)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /** A message to another address than the endpoint's. */
  HttpRequest post(URI to, byte[] body) {
    return template
        .copy()
        .uri(to)
        .setHeader(ACCEPT, "*/*")
        .setHeader("Content-Type", JSON)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Opens the stream of announcements, or takes a broken stream up after an event. */
  HttpRequest get(Optional<String> lastEventId, @Nullable HttpSession at) {
    var request = in(at).setHeader(ACCEPT, EVENTS).GET();
    lastEventId.ifPresent(id -> request.setHeader("Last-Event-ID", id));
    return request.build();
  }

  HttpRequest delete(HttpSession at) {
    return in(at).DELETE().build();
  }

  private HttpRequest.Builder in(@Nullable HttpSession at) {
    var request = template.copy();
    if (at != null) {
      at.id().ifPresent(id -> request.setHeader(SESSION_ID, id));
      request.setHeader("MCP-Protocol-Version", at.greeting().protocolVersion());
    }
    return request;
  }
}
