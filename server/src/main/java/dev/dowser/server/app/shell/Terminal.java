package dev.dowser.server.app.shell;

import java.io.PrintStream;
import java.util.Map;

/**
 * Text for people. Colours only where a terminal shows them: not into files or pipes, not with
 * {@code NO_COLOR} (https://no-color.org) and not on {@code TERM=dumb}. Thread-safe.
 */
public final class Terminal {
  private final PrintStream out;
  private final boolean colours;

  /** Writes there. */
  public Terminal(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Standard output of this process. */
  public static Terminal standard(Map<String, String> environment) {
    return new Terminal(System.out, isInteractive() && wantsColours(environment));
  }

  /** Standard error of this process. */
  public static Terminal errors(Map<String, String> environment) {
    return new Terminal(System.err, isInteractive() && wantsColours(environment));
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
      out.println(text);
      out.flush();
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
