package dev.dowser.server.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which {@code Host} and {@code Origin} headers are let in: loopback ones and those listed. This is
 * what keeps web pages from reaching a local gateway by DNS rebinding.
 */
final class AllowedPeers {
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

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
    return hosts.contains(value)
        || hosts.contains(withoutPort(value))
        || authority(value).map(AllowedPeers::isLoopback).orElse(false);
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

  /** Not by {@link URI}, which has no word for names with underscores, common among containers. */
  private static String withoutPort(String value) {
    return PORT.matcher(value).replaceFirst("");
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
