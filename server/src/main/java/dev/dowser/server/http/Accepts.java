package dev.dowser.server.http;

import dev.dowser.server.mcp.Reply.Forms;
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
        var end = range.indexOf(';');
        var type = (end < 0 ? range : range.substring(0, end)).strip().toLowerCase(Locale.ROOT);
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
}
