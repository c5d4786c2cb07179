package dev.dowser.config.loading;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code headers}; their values never get into a message. */
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

  private HeaderReader() {}

  static Map<String, String> read(Field field) {
    var headers = field.secrets();
    var seen = new HashSet<String>();
    headers.forEach((name, value) -> {
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
    });
    return headers;
  }
}
