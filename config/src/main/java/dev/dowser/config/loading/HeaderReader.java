package dev.dowser.config.loading;

import dev.dowser.config.key.BackendKeys;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads headers and checks them; their values never get into a message. */
final class HeaderReader {

  // https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\xFF]*");
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "connection",
          "content-length",
          "content-type",
          "expect",
          "host",
          "last-event-id",
          "mcp-protocol-version",
          "mcp-session-id",
          "transfer-encoding",
          "upgrade");

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  private HeaderReader() {}

  /** Those of a backend, wherever their values stand. */
  static Map<String, String> ofBackend(Section section) {
    var all = new HeaderReader();
    section.field(BackendKeys.HEADERS).ifPresent(field -> all.add(field, field.secrets()));
    section
        .field(BackendKeys.HEADERS_ENV)
        .ifPresent(field -> all.add(field, looked(field, Tokens::ofVariable)));
    section
        .field(BackendKeys.HEADERS_FILE)
        .ifPresent(field -> all.add(field, looked(field, Tokens::ofFile)));
    return all.headers;
  }

  /** Each value stands elsewhere; those that are not there have been reported. */
  private static Map<String, String> looked(
      Field field, Function<Field, Optional<String>> elsewhere) {
    var values = new LinkedHashMap<String, String>();
    field
        .section()
        .ifPresent(section ->
            section
                .fields()
                .forEach((name, at) ->
                    elsewhere.apply(at).ifPresent(value -> values.put(name, value.strip()))));
    return values;
  }

  static Map<String, String> read(Field field) {
    var all = new HeaderReader();
    all.add(field, field.secrets());
    return all.headers;
  }

  private void add(Field field, Map<String, String> more) {
    more.forEach((name, value) -> {
      var plain = name.toLowerCase(Locale.ROOT);
      if (!NAME.matcher(name).matches()) {
        field.refuse("\"%s\" is not the name of a header".formatted(name));
      } else if (OURS.contains(plain)) {
        field.refuse("the gateway itself sets the header %s".formatted(name));
      } else if (!seen.add(plain)) {
        field.refuse("the header %s is given twice".formatted(name));
      } else if (!VALUE.matcher(value).matches()) {
        field.refuse("the value of %s holds a character no header may have".formatted(name));
      }
      headers.put(name, value);
    });
  }
}
