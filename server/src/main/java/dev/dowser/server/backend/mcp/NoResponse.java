package dev.dowser.server.backend.mcp;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Why an HTTP request got no response. */
record NoResponse(@Nullable Throwable cause) {

  /** Reads what a future of the HTTP client ended with. */
  static NoResponse of(@Nullable Throwable error) {
    return new NoResponse(
        error instanceof CompletionException wrapped ? wrapped.getCause() : error);
  }

  /** Whether nobody took the connection. */
  boolean isUnreachable() {
    return switch (cause) {
      case ConnectException _, NoRouteToHostException _, HttpConnectTimeoutException _ -> true;
      case null, default -> false;
    };
  }

  /** Whether the backend may have read the request. */
  boolean mayHaveArrived() {
    return !isUnreachable() && !(cause instanceof SSLHandshakeException);
  }

  /** For clients. */
  String reason() {
    if (isUnreachable()) {
      return "the backend cannot be reached";
    }
    return cause instanceof SSLHandshakeException fault
        ? "no TLS connection to the backend: " + fault.getMessage()
        : "the connection to the backend broke before its answer" + said(cause);
  }

  /** What an error says, to stand behind a sentence. */
  static String said(@Nullable Throwable error) {
    if (error == null) {
      return "";
    }
    var text = error.getMessage();
    return ": " + (text == null ? error.getClass().getSimpleName() : text);
  }
}
