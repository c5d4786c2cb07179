package dev.dowser.server.http;

import dev.dowser.server.mcp.McpEndpoint;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletableFuture;

/** The MCP endpoint of the main virtual server. */
@Controller("${dowser.mcp-path}")
final class McpController {
  private final McpEndpoint endpoint;

  McpController(McpEndpoints endpoints) {
    this.endpoint = endpoints.main();
  }

  @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
  CompletableFuture<HttpResponse<?>> post(HttpRequest<byte[]> request) {
    return McpRequests.post(endpoint, request);
  }

  @Get(produces = MediaType.ALL, headRoute = false)
  CompletableFuture<HttpResponse<?>> listen(HttpRequest<?> request) {
    return McpRequests.listen(endpoint, request);
  }

  @Delete(consumes = MediaType.ALL, produces = MediaType.ALL)
  CompletableFuture<HttpResponse<?>> delete(HttpRequest<?> request) {
    return McpRequests.delete(endpoint, request);
  }
}
