package dev.dowser.models.remote;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a server wants to be left alone (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3),
 * within bounds: neither a storm nor a pause for days.
 */
final class RetryAfter {
  private static final Duration UNSAID = Duration.ofSeconds(2);
  private static final int LONGEST_SECONDS = 60;

  private RetryAfter() {}

  /** A date, which needs the server's clock, counts as not said. */
  static Duration read(Optional<String> header) {
    return header
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(text))))
        .orElse(UNSAID);
  }
}
