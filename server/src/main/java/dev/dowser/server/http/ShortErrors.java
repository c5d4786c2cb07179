package dev.dowser.server.http;

import dev.dowser.server.rpc.Json;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Bodies of the errors that the framework finds: one short sentence, nothing from inside. */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ShortErrors implements ErrorResponseProcessor<byte[]> {

  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    var error = Json.object().put("error", sentence(response.code()));
    return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(Json.bytes(error));
  }

  private static String sentence(int status) {
    return switch (status) {
      case 404 -> "no such path";
      case 405 -> "this path does not take this method";
      case 413 ->
          "the body is longer than server.maxRequestBytes, or the headers are longer than 8 KB";
      case 400 -> "the request is malformed";
      default -> status >= 500 ? "internal error" : "the request was refused";
    };
  }
}
