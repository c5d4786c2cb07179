package dev.dowser.server.http;

import dev.dowser.server.mcp.McpEndpoint;
import dev.dowser.server.mcp.Reply.Forms;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests of HTTP as calls of an MCP endpoint. Each gets a virtual thread of its own, which may go
 * on after the response has begun or the client has left.
 */
final class McpRequests {
  static final String SESSION_ID = "Mcp-Session-Id";

  private static final Logger log = LoggerFactory.getLogger(McpRequests.class);
  private static final String REVISION = "MCP-Protocol-Version";
  private static final String MODE = "Dowser-Mode";
  private static final byte[] NOTHING = {};

  private McpRequests() {}

  static CompletableFuture<HttpResponse<?>> post(
      McpEndpoint endpoint, HttpRequest<byte[]> request) {
    var body = request.getBody().orElse(NOTHING);
    return Accepts.of(request.getHeaders().getAll("Accept"))
        .map(forms -> onVirtualThread(forms, reply -> endpoint.post(head(request), body, reply)))
        .orElseGet(() -> notAcceptable("application/json and text/event-stream"));
  }

  static CompletableFuture<HttpResponse<?>> listen(McpEndpoint endpoint, HttpRequest<?> request) {
    var forms = Accepts.of(request.getHeaders().getAll("Accept")).orElse(Forms.JSON);
    return forms == Forms.JSON
        ? notAcceptable("text/event-stream")
        : onVirtualThread(forms, reply -> endpoint.listen(head(request), reply));
  }

  static CompletableFuture<HttpResponse<?>> delete(McpEndpoint endpoint, HttpRequest<?> request) {
    return onVirtualThread(Forms.JSON, reply -> endpoint.delete(head(request), reply));
  }

  private static CompletableFuture<HttpResponse<?>> onVirtualThread(
      Forms forms, Consumer<HttpReply> work) {
    var reply = new HttpReply(forms);
    Thread.startVirtualThread(() -> run(reply, work));
    return reply.response();
  }

  private static void run(HttpReply reply, Consumer<HttpReply> work) {
    try {
      work.accept(reply);
    } catch (RuntimeException e) {
      log.error("an MCP request failed", e);
      fail(reply);
    } catch (Error e) {
      fail(reply);
      throw e;
    }
  }

  private static void fail(HttpReply reply) {
    reply.response().complete(Bodies.error(HttpStatus.INTERNAL_SERVER_ERROR, "internal error"));
  }

  private static McpEndpoint.Head head(HttpRequest<?> request) {
    var headers = request.getHeaders();
    return new McpEndpoint.Head(
        Optional.ofNullable(headers.get(SESSION_ID)),
        Optional.ofNullable(headers.get(REVISION)),
        Stream.concat(
                headers.getAll(MODE).stream(), request.getParameters().getAll("mode").stream())
            .toList());
  }

  private static CompletableFuture<HttpResponse<?>> notAcceptable(String expected) {
    return CompletableFuture.completedFuture(
        Bodies.error(HttpStatus.NOT_ACCEPTABLE, "Accept must list " + expected));
  }
}
