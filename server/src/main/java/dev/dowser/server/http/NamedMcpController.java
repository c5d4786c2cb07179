package dev.dowser.server.http;

import dev.dowser.server.mcp.McpEndpoint;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The MCP endpoints of the other virtual servers. */
@Controller("/{virtualServer}/mcp")
final class NamedMcpController {
  private final McpEndpoints endpoints;

  NamedMcpController(McpEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
  CompletableFuture<HttpResponse<?>> post(String virtualServer, HttpRequest<byte[]> request) {
    return at(virtualServer, endpoint -> McpRequests.post(endpoint, request));
  }

  @Get(produces = MediaType.ALL, headRoute = false)
  CompletableFuture<HttpResponse<?>> listen(String virtualServer, HttpRequest<?> request) {
    return at(virtualServer, endpoint -> McpRequests.listen(endpoint, request));
  }

  @Delete(consumes = MediaType.ALL, produces = MediaType.ALL)
  CompletableFuture<HttpResponse<?>> delete(String virtualServer, HttpRequest<?> request) {
    return at(virtualServer, endpoint -> McpRequests.delete(endpoint, request));
  }

  private CompletableFuture<HttpResponse<?>> at(
      String virtualServer, Function<McpEndpoint, CompletableFuture<HttpResponse<?>>> work) {
    return endpoints
        .named(virtualServer)
        .map(work)
        .orElseGet(() ->
            CompletableFuture.completedFuture(Bodies.error(HttpStatus.NOT_FOUND, "no such path")));
  }
}
