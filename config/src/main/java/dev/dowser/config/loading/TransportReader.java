package dev.dowser.config.loading;

import dev.dowser.config.HttpTransport;
import dev.dowser.config.key.BackendKeys;
import dev.dowser.config.key.ClientKeys;
import dev.dowser.config.key.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code transport}. Clients spell it in several ways, and as {@code type}; we know one
 * spelling of each.
 */
final class TransportReader {
  private static final Map<String, HttpTransport> OURS =
      Map.of("streamable-http", HttpTransport.STREAMABLE_HTTP, "sse", HttpTransport.SSE);

  /** Clients that say {@code http} mean streamable HTTP, and some fall back to SSE. */
  private static final Map<String, HttpTransport> OF_CLIENTS =
      Map.of(
          "http", HttpTransport.PROBED,
          "streamable-http", HttpTransport.STREAMABLE_HTTP,
          "streamableHttp", HttpTransport.STREAMABLE_HTTP,
          "streamable_http", HttpTransport.STREAMABLE_HTTP,
          "sse", HttpTransport.SSE);

  private TransportReader() {}

  /** Whether it may be a process, as far as this is said. */
  static boolean ofProcess(Section section) {
    return given(section)
        .map(field -> text(section, field, List.of("stdio"), "stdio").isPresent())
        .reduce(true, Boolean::logicalAnd);
  }

  /** How the server at the url speaks; empty if what is said cannot be. */
  static Optional<HttpTransport> ofRemote(Section section) {
    var known = section.isOfClient() ? OF_CLIENTS : OURS;
    var said =
        given(section)
            .map(field -> text(section, field, known.keySet(), "streamable-http or sse"))
            .map(text -> text.map(known::get))
            .toList();
    return said.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            said.stream()
                .flatMap(Optional::stream)
                .filter(transport -> transport != HttpTransport.PROBED)
                .findFirst()
                .orElse(HttpTransport.PROBED))
        : Optional.empty();
  }

  private static Stream<Field> given(Section section) {
    return keys(section).stream().map(section::field).flatMap(Optional::stream).toList().stream();
  }

  private static List<Setting<String>> keys(Section section) {
    return section.isOfClient() ? ClientKeys.TRANSPORTS : List.of(BackendKeys.TRANSPORT);
  }

  private static Optional<String> text(
      Section section, Field field, Collection<String> known, String expected) {
    var text = field.value(keys(section).getFirst().value());
    text.filter(t -> !known.contains(t))
        .ifPresent(t -> field.refuse("expected %s here, got \"%s\"".formatted(expected, t)));
    return text.filter(known::contains);
  }
}
