package dev.dowser.server.app.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Text for people. Colours only where a terminal shows them: not into files or pipes, not with
 * {@code NO_COLOR} (https://no-color.org) and not on {@code TERM=dumb}. Thread-safe.
 */
public final class Terminal {
  private static final Path ERRORS = Path.of("/proc/self/fd/2");

  private final PrintStream out;
  private final boolean colours;
  private final boolean redraws;
  private boolean drawn;

  /** Writes there. */
  public Terminal(PrintStream out, boolean colours) {
    this(out, colours, false);
  }

  /**
   * Writes there.
   *
   * @param redraws whether a line can be taken back, as on a screen
   */
  public Terminal(PrintStream out, boolean colours, boolean redraws) {
    this.out = out;
    this.colours = colours;
    this.redraws = redraws;
  }

  /** Shows nothing. */
  public static Terminal nowhere() {
    return new Terminal(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
  }

  /** Standard output of this process. */
  public static Terminal standard(Map<String, String> environment) {
    return new Terminal(System.out, isInteractive() && wantsColours(environment));
  }

  /** Standard error of this process. */
  public static Terminal errors(Map<String, String> environment) {
    var shown = isInteractive() && errorsAreShown();
    return new Terminal(System.err, shown && wantsColours(environment), shown);
  }

  /** The console knows only of standard input and output; Linux tells the rest. */
  private static boolean errorsAreShown() {
    try {
      var target = Files.exists(ERRORS) ? ERRORS.toRealPath().toString() : "/dev/tty";
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Whether people sit at a terminal; false if standard input or output goes elsewhere. */
  @SuppressWarnings("SystemConsoleNull") // JDK 22+: the console exists even without a terminal
  public static boolean isInteractive() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /** Whether these variables let a terminal show colours. */
  public static boolean wantsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Writes a line at once. */
  public void line(String text) {
    synchronized (out) {
      clearDrawn();
      out.println(text);
      out.flush();
    }
  }

  /** Whether {@link #redraw} replaces the line it drew before. */
  public boolean redraws() {
    return redraws;
  }

  /** Replaces the line drawn before, where that can be done; else writes a line. */
  public void redraw(String text) {
    synchronized (out) {
      if (redraws) {
        out.print("\r" + text + "\u001b[K");
        drawn = true;
      } else {
        out.println(text);
      }
      out.flush();
    }
  }

  /** Takes away what was drawn last. */
  public void clearDrawn() {
    synchronized (out) {
      if (drawn) {
        out.print("\r\u001b[K");
        out.flush();
        drawn = false;
      }
    }
  }

  /** Green. */
  public String good(String text) {
    return coloured("32", text);
  }

  /** Red. */
  public String bad(String text) {
    return coloured("31", text);
  }

  /** Dim. */
  public String quiet(String text) {
    return coloured("2", text);
  }

  /** Bold. */
  public String strong(String text) {
    return coloured("1", text);
  }

  private String coloured(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
