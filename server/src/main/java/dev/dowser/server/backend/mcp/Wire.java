package dev.dowser.server.backend.mcp;

import dev.dowser.server.rpc.RpcMessage;
import java.util.concurrent.CompletableFuture;

/** Carries our messages to the backend; neither method blocks. */
interface Wire {

  /** Sends a request; whatever goes wrong ends the exchange. */
  void request(Exchange exchange);

  /**
   * Sends a notification or a response.
   *
   * @return done when the backend has it, or when it is given up, which is logged and nothing more
   */
  CompletableFuture<Void> tell(RpcMessage message);

  /** Ends the link and what belongs to it, within 3 seconds; at most once. */
  void close();
}
