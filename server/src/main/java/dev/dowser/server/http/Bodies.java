package dev.dowser.server.http;

import dev.dowser.server.rpc.Json;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import tools.jackson.databind.node.ObjectNode;

/** Responses with JSON bodies, written by us: the framework's encoders have no part in them. */
final class Bodies {

  private Bodies() {}

  static MutableHttpResponse<byte[]> json(int status, byte[] body) {
    return HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(body);
  }

  static MutableHttpResponse<byte[]> json(HttpStatus status, ObjectNode body) {
    return json(status.getCode(), Json.bytes(body));
  }

  static MutableHttpResponse<byte[]> error(HttpStatus status, String message) {
    return json(status, Json.object().put("error", message));
  }
}
