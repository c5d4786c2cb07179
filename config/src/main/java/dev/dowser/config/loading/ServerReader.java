package dev.dowser.config.loading;

import dev.dowser.config.ServerSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code server}. */
final class ServerReader {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
  private static final Pattern ORIGIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
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
            matching(section.field("host"), "a host name or an address", HOST)
                .orElse(defaults.host()),
            section
                .field("port")
                .flatMap(field -> field.wholeNumber(0, 65535))
                .orElse(defaults.port()),
            path(section).orElse(defaults.path()),
            list(section, "allowedHosts", "host or host:port, no wildcard", HOST_AND_PORT),
            list(section, "allowedOrigins", "scheme://host[:port], no wildcard", ORIGIN),
            section
                .field("maxRequestBytes")
                .flatMap(field -> field.size(1L << 10, 1L << 30))
                .orElse(defaults.maxRequestBytes()));
    section.finish();
    return settings;
  }

  private static Optional<String> path(Section section) {
    var field = section.field("path");
    var path = matching(field, "a path like /mcp, without / at its end", PATH);
    if (path.filter(text -> TAKEN.matcher(text).matches()).isPresent()) {
      field.ifPresent(f -> f.refuse("the gateway has other endpoints there"));
    }
    return path;
  }

  private static List<String> list(Section section, String key, String expected, Pattern pattern) {
    return section.field(key).map(Field::items).orElseGet(List::of).stream()
        .map(item -> matching(Optional.of(item), expected, pattern))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> matching(
      Optional<Field> field, String expected, Pattern pattern) {
    return field.flatMap(
        f -> f.read(expected, t -> Optional.of(t).filter(x -> pattern.matcher(x).matches())));
  }
}
