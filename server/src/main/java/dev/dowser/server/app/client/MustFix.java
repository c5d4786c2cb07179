package dev.dowser.server.app.client;

/**
 * The user must fix something: the text says what, the exit code is 1. Never leaves the package.
 */
final class MustFix extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MustFix(String message) {
    super(message);
  }

  MustFix(String message, Throwable cause) {
    super(message, cause);
  }
}
