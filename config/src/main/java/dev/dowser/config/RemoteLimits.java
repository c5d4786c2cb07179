package dev.dowser.config;

import java.time.Duration;

/**
 * Bounds on what an embedding server is asked.
 *
 * @param timeout longest time for a request with texts of tools
 * @param queryTimeout longest time that finding waits for it
 * @param batch most texts of one request
 */
public record RemoteLimits(Duration timeout, Duration queryTimeout, int batch) {

  /** 30 s, as in the reference; half a second; what Text Embeddings Inference takes. */
  public static RemoteLimits defaults() {
    return new RemoteLimits(Duration.ofSeconds(30), Duration.ofMillis(500), 32);
  }
}
