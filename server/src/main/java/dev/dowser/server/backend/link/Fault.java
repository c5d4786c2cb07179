package dev.dowser.server.backend.link;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;

/**
 * Why a backend is not ready.
 *
 * @param code what kind
 * @param text for operators, clean
 */
record Fault(ErrorCode code, String text) {

  Fault {
    text = OperatorText.clean(text);
  }

  static Fault of(GatewayException e) {
    var message = e.getMessage();
    return new Fault(e.code(), message == null ? e.code().name() : message);
  }

  /** For clients: nothing a backend wrote, since that may hold secrets. */
  String forClients() {
    return switch (code) {
      case BACKEND_NEEDS_LOGIN -> "it needs a login, which an operator has to provide";
      case BACKEND_NOT_STARTABLE ->
          "it cannot be started or reached as the gateway's machine is set up";
      case BACKEND_BROKEN -> "it broke the protocol; the gateway goes on trying";
      default -> "it cannot be reached; the gateway goes on trying";
    };
  }
}
