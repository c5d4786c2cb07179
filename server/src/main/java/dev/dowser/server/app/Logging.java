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

  /** For those who ask once: not how it would be faster, nor what progress shows. */
  static void errorsOnly() {
    LUCENE.setLevel(java.util.logging.Level.SEVERE);
    level(OURS, Level.ERROR);
    leaveProgressToTheTerminal();
  }

  /** Leaves everything to what a verb says itself. */
  static void nothing() {
    LUCENE.setLevel(java.util.logging.Level.OFF);
    level(OURS, Level.OFF);
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
    level(PinnedNames.class.getName(), Level.ERROR);
  }

  private static void level(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
