package dev.dowser.server.http;

import dev.dowser.server.mcp.EventSink;
import dev.dowser.server.mcp.Reply;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.concurrent.CompletableFuture;

/** A reply as the response of one HTTP request. */
final class HttpReply implements Reply {
  private final Forms forms;
  private final CompletableFuture<HttpResponse<?>> response = new CompletableFuture<>();

  HttpReply(Forms forms) {
    this.forms = forms;
  }

  CompletableFuture<HttpResponse<?>> response() {
    return response;
  }

  @Override
  public Forms forms() {
    return forms;
  }

  @Override
  public void json(int status, byte[] message) {
    response.complete(Bodies.json(status, message));
  }

  @Override
  public void opened(String sessionId, byte[] message) {
    response.complete(Bodies.json(200, message).header(McpRequests.SESSION_ID, sessionId));
  }

  @Override
  public void empty(int status) {
    response.complete(HttpResponse.status(HttpStatus.valueOf(status)));
  }

  @Override
  public EventSink stream() {
    var stream = new EventStream();
    response.complete(
        HttpResponse.ok(stream.events())
            .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
            .header("Cache-Control", "no-store")
            .header("X-Accel-Buffering", "no"));
    return stream;
  }
}
