package dev.dowser.server.backend.mcp;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The hosts of {@code NO_PROXY}, separated by commas or blanks: {@code *} for all, a name (which
 * stands for the names below it too, with or without a leading dot), an address, a block of
 * addresses such as {@code 10.0.0.0/8}; names and addresses may end in a port. This machine always
 * belongs.
 */
record DirectHosts(List<String> entries) {

  DirectHosts {
    entries = List.copyOf(entries);
  }

  static DirectHosts of(String list) {
    return new DirectHosts(
        Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean holds(URI uri) {
    var host = bare(Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT));
    var port = Origin.of(uri).port();
    return isThisMachine(host) || entries.stream().anyMatch(entry -> fits(entry, host, port));
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static boolean fits(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    var slash = entry.indexOf('/');
    if (slash > 0) {
      return isInBlock(entry.substring(0, slash), entry.substring(slash + 1), host);
    }
    if (bare(entry).equals(host)) {
      return true;
    }
    var colon = entry.lastIndexOf(':');
    var hasPort = (colon > 0 && entry.indexOf(':') == colon) || entry.contains("]:");
    if (hasPort && !entry.substring(colon + 1).equals("" + port)) {
      return false;
    }
    var name = bare(hasPort ? entry.substring(0, colon) : entry);
    var plain = name.startsWith("*.") ? name.substring(2) : name.replaceFirst("^\\.", "");
    return !plain.isEmpty()
        && (host.equals(plain) || (literal(host).isEmpty() && host.endsWith("." + plain)));
  }

  private static boolean isInBlock(String block, String bits, String host) {
    var from = literal(block);
    var address = literal(host);
    if (from.isEmpty() || address.isEmpty() || !bits.matches("\\d{1,3}")) {
      return false;
    }
    var wanted = from.get().getAddress();
    var given = address.get().getAddress();
    var length = Integer.parseInt(bits);
    if (wanted.length != given.length || length > wanted.length * 8) {
      return false;
    }
    for (var bit = 0; bit < length; bit++) {
      var mask = 0x80 >> (bit % 8);
      if ((wanted[bit / 8] & mask) != (given[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The address if it is written as one; names are never looked up. */
  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
