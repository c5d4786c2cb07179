package dev.dowser.config.loading;

import dev.dowser.config.ServerSettings;
import dev.dowser.config.key.ServerKeys;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code server}. */
final class ServerReader {

  private static final Pattern TAKEN =
      Pattern.compile("/(health|ping|status|admin|prometheus|\\.well-known)(/.*)?");

  private ServerReader() {}

  static ServerSettings read(Optional<Section> present) {
    var defaults = ServerSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var settings =
        new ServerSettings(
            section.value(ServerKeys.HOST).orElse(defaults.host()),
            section.value(ServerKeys.PORT).orElse(defaults.port()),
            path(section).orElse(defaults.path()),
            section.values(ServerKeys.ALLOWED_HOSTS, ServerKeys.HOST_AND_PORT),
            section.values(ServerKeys.ALLOWED_ORIGINS, ServerKeys.ORIGIN),
            section.value(ServerKeys.MAX_REQUEST_BYTES).orElse(defaults.maxRequestBytes()));
    section.finish();
    return settings;
  }

  private static Optional<String> path(Section section) {
    var path = section.value(ServerKeys.PATH);
    if (path.filter(text -> TAKEN.matcher(text).matches()).isPresent()) {
      section
          .field(ServerKeys.PATH)
          .ifPresent(field -> field.refuse("the gateway has other endpoints there"));
    }
    return path;
  }
}
