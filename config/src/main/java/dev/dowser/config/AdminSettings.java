package dev.dowser.config;

import java.util.Optional;

/**
 * Access to the admin endpoints.
 *
 * @param token bearer token; empty = only from loopback
 */
public record AdminSettings(Optional<String> token) {

  /** Does not show the token. */
  @Override
  public String toString() {
    return "AdminSettings[token=%s]".formatted(token.isPresent() ? "***" : "none");
  }
}
