package dev.dowser.server.backend.link;

import java.util.regex.Pattern;

/**
 * Makes text of backends fit to be shown: one line, at most 500 characters, and without what looks
 * like a secret. A net below the transports, which should not put secrets in to begin with.
 */
final class OperatorText {
  private static final int MAX_LENGTH = 500;
  // Bounds the work of the patterns.
  private static final int MAX_READ = 8_000;
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final Pattern URL_LOGIN = Pattern.compile("(?<=://)[^/@\\s]{1,500}@");
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{6,}");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)([\\w-]{0,40}(?:token|secret|passw(?:or)?d|api[_-]?key|access[_-]?key)\"?"
              + "\\s*[=:]\\s*)(\"[^\"]{1,2000}\"|[^\\s,;&\"]+)");
  private static final Pattern KNOWN_KEY =
      Pattern.compile("\\b(?:sk-|gh[pousr]_|github_pat_|xox[abprs]-|AKIA)[A-Za-z0-9_-]{8,}");

  private OperatorText() {}

  static String clean(String raw) {
    var text = raw.length() > MAX_READ ? raw.substring(0, MAX_READ) : raw;
    text = BLANKS.matcher(text).replaceAll(" ").strip();
    text = URL_LOGIN.matcher(text).replaceAll("***@");
    text = SCHEME.matcher(text).replaceAll("$1 ***");
    text = NAMED.matcher(text).replaceAll("$1***");
    text = KNOWN_KEY.matcher(text).replaceAll("***");
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 3) + "...";
  }
}
