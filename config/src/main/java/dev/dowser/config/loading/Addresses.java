package dev.dowser.config.loading;

import dev.dowser.config.key.BackendKeys;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads addresses of remote servers; a message never shows one, since it may hold a secret. */
final class Addresses {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private Addresses() {}

  static Optional<URI> read(Field field) {
    var text = field.value(BackendKeys.ADDRESS);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var fault = fault(text.get());
    fault.ifPresent(field::refuse);
    return fault.isPresent() ? Optional.empty() : Optional.of(URI.create(text.get().strip()));
  }

  private static Optional<String> fault(String text) {
    try {
      var uri = new URI(text.strip());
      if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
        return Optional.of("expected an address that begins with http:// or https://");
      }
      if (uri.getRawUserInfo() != null || (text.contains("@") && uri.getHost() == null)) {
        return Optional.of("expected no user or password in the address; use headers");
      }
      if (uri.getHost() == null || uri.getPort() > 65535 || uri.getRawFragment() != null) {
        return Optional.of("expected http(s)://host[:port]/path, without #fragment");
      }
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(
          "not an address: %s at character %d".formatted(e.getReason(), e.getIndex() + 1));
    }
  }
}
