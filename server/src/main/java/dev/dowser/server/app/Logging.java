package dev.dowser.server.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.dowser.config.OperationalSettings.LogLevel;
import org.slf4j.LoggerFactory;

/** Switches of the log, which goes to standard error. */
final class Logging {
  private static final String OURS = "dev.dowser";

  /** Held, because a logger that nobody holds forgets its level. */
  private static final java.util.logging.Logger LUCENE =
      java.util.logging.Logger.getLogger("org.apache.lucene");

  private Logging() {}

  /** Keeps libraries from telling people at the terminal what only developers want to know. */
  static void quietLibraries() {
    LUCENE.setLevel(java.util.logging.Level.WARNING);
  }

  /** Keeps the index from telling those who ask once how it would be faster. */
  static void quietIndex() {
    LUCENE.setLevel(java.util.logging.Level.SEVERE);
  }

  /** Shows what happens inside. */
  static void debug() {
    level(OURS, Level.DEBUG);
  }

  /** Follows {@code operational.logLevel}. */
  static void level(LogLevel configured) {
    level(
        OURS,
        switch (configured) {
          case DEBUG -> Level.DEBUG;
          case INFO -> Level.INFO;
          case WARN -> Level.WARN;
          case ERROR -> Level.ERROR;
        });
  }

  /** Leaves to the progress at the terminal what it says as well. */
  static void leaveProgressToTheTerminal() {
    level(OURS + ".server.backend.link", Level.ERROR);
    level(OURS + ".models.onnx", Level.ERROR);
  }

  private static void level(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
