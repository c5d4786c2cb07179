package dev.dowser.server.http;

import dev.dowser.server.rpc.Json;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Whether the process lives and whether finding answers; tells nothing else, since it is open. */
@Controller
final class HealthController {
  private final Operations operations;

  HealthController(Operations operations) {
    this.operations = operations;
  }

  @Get(value = "/ping", produces = MediaType.ALL)
  HttpResponse<?> ping() {
    return HttpResponse.ok("pong").contentType(MediaType.TEXT_PLAIN_TYPE);
  }

  @Get(value = "/health", produces = MediaType.ALL)
  HttpResponse<?> health() {
    return answer(HttpStatus.OK, operations.isFinding());
  }

  @Get(value = "/health/liveness", produces = MediaType.ALL)
  HttpResponse<?> liveness() {
    return answer(HttpStatus.OK, true);
  }

  @Get(value = "/health/readiness", produces = MediaType.ALL)
  HttpResponse<?> readiness() {
    var finding = operations.isFinding();
    return answer(finding ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, finding);
  }

  private static HttpResponse<?> answer(HttpStatus status, boolean finding) {
    return Bodies.json(status, Json.object().put("status", finding ? "ok" : "starting"));
  }
}
