package dev.dowser.server.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Severities of {@code notifications/message} (RFC 5424), least severe first. */
public enum LogLevel {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  ALERT,
  EMERGENCY;

  /** As on the wire. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level with this text. */
  public static Optional<LogLevel> of(String text) {
    return Arrays.stream(values()).filter(level -> level.text().equals(text)).findFirst();
  }
}
