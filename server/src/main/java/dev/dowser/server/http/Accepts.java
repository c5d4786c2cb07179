package dev.dowser.server.http;

import dev.dowser.server.mcp.Reply.Forms;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code Accept}. Event streams go only to clients that name them; no header and {@code *}
 * mean JSON, which is what simple programs can read.
 */
final class Accepts {

  private Accepts() {}

  /** Forms of answers the client takes; empty if none that we have. */
  static Optional<Forms> of(List<String> headers) {
    if (headers.isEmpty()) {
      return Optional.of(Forms.JSON);
    }
    var json = false;
    var stream = false;
    for (var header : headers) {
      for (var range : header.split(",", -1)) {
        var parts = range.toLowerCase(Locale.ROOT).split(";", -1);
        if (Arrays.stream(parts).skip(1).anyMatch(Accepts::refuses)) {
          continue;
        }
        var type = parts[0].strip();
        json |=
            type.equals("application/json") || type.equals("*/*") || type.equals("application/*");
        stream |= type.equals("text/event-stream") || type.equals("text/*");
      }
    }
    if (stream) {
      return Optional.of(json ? Forms.BOTH : Forms.STREAM);
    }
    return json ? Optional.of(Forms.JSON) : Optional.empty();
  }

  /** A weight of zero (RFC 9110, section 12.4.2). */
  private static boolean refuses(String parameter) {
    return parameter.strip().matches("q=0(\\.0{0,3})?");
  }
}
