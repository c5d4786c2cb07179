package dev.dowser.server.backend.mcp;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * An HTTP status instead of a greeting.
 *
 * @param status the status
 * @param elsewhere where it redirects to within its origin
 * @param speaksRpc whether the body is a JSON-RPC message
 */
record Refusal(int status, Optional<URI> elsewhere, boolean speaksRpc) {

  static Refusal of(URI at, HttpResponse<Answer> response) {
    var version = response.body().json().path("jsonrpc").asString("");
    return new Refusal(
        response.statusCode(), Redirects.ofPost(at, response), version.equals("2.0"));
  }

  boolean wantsLogin() {
    return status == 401 || status == 403;
  }

  /**
   * Whether a server of the older transport may have said it: any 4xx but those that speak of
   * logins, proxies and load, and nothing that answers in JSON-RPC.
   */
  boolean mayMeanOtherTransport() {
    return switch (status) {
      case 401, 403, 407, 408, 429 -> false;
      default -> status >= 400 && status < 500 && !speaksRpc;
    };
  }
}
