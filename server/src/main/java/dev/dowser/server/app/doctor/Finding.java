package dev.dowser.server.app.doctor;

/**
 * What a check found.
 *
 * @param subject what was looked at: {@code jdk}, {@code port}, a backend's name ...
 * @param verdict how it is
 * @param text what was seen; no secret
 * @param toDo what mends it, empty where nothing has to be done
 */
public record Finding(String subject, Verdict verdict, String text, String toDo) {

  /** How it is. */
  public enum Verdict {
    /** As it should be. */
    OK,
    /** Works, but somebody should look at it. */
    WARN,
    /** Has to be mended. */
    FAIL
  }

  /** As it should be. */
  public static Finding ok(String subject, String text) {
    return new Finding(subject, Verdict.OK, text, "");
  }

  /** Works, but somebody should look at it. */
  public static Finding warn(String subject, String text, String toDo) {
    return new Finding(subject, Verdict.WARN, text, toDo);
  }

  /** Has to be mended. */
  public static Finding fail(String subject, String text, String toDo) {
    return new Finding(subject, Verdict.FAIL, text, toDo);
  }
}
