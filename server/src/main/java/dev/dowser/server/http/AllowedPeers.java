package dev.dowser.server.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which {@code Host} and {@code Origin} headers are let in: loopback ones and those listed. This is
 * what keeps web pages from reaching a local gateway by DNS rebinding.
 */
final class AllowedPeers {
  private final Set<String> hosts;
  private final Set<String> origins;

  AllowedPeers(Set<String> hosts, Set<String> origins) {
    this.hosts = lowerCase(hosts);
    this.origins = lowerCase(origins);
  }

  /**
   * Whether the host may be asked for.
   *
   * @param header value of {@code Host}
   */
  boolean allowsHost(String header) {
    var value = header.toLowerCase(Locale.ROOT);
    return authority(value)
        .map(name -> isLoopback(name) || hosts.contains(name) || hosts.contains(value))
        .orElse(false);
  }

  /**
   * Whether a page of this origin may ask.
   *
   * @param header value of {@code Origin}
   */
  boolean allowsOrigin(String header) {
    var value = header.toLowerCase(Locale.ROOT);
    if (origins.contains(value)) {
      return true;
    }
    var scheme = value.indexOf("://");
    return (value.startsWith("http://") || value.startsWith("https://"))
        && authority(value.substring(scheme + 3)).map(AllowedPeers::isLoopback).orElse(false);
  }

  /** The name of {@code name} or {@code name:port}; empty if it is neither. */
  private static Optional<String> authority(String text) {
    try {
      var uri = URI.create("http://" + text);
      var host = uri.getHost();
      var isPlain = uri.getRawUserInfo() == null && uri.getRawPath().isEmpty();
      return host != null && isPlain && uri.getRawQuery() == null && uri.getRawFragment() == null
          ? Optional.of(host)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  private static Set<String> lowerCase(Set<String> values) {
    return Set.copyOf(values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList());
  }
}
