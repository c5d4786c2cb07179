package dev.dowser.config;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The authorities whose certificates a backend may show, instead of those the JDK knows.
 *
 * @param file where they come from
 * @param authorities at least one
 */
public record CaBundle(Path file, List<X509Certificate> authorities) {

  /** Copies the list. */
  public CaBundle {
    authorities = List.copyOf(authorities);
  }

  /** Without the certificates. */
  @Override
  public String toString() {
    return "CaBundle[file=%s, authorities=(%d)]".formatted(file, authorities.size());
  }
}
