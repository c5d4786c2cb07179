package dev.dowser.server.app.client;

import dev.dowser.config.importing.SecretText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides what looks like a secret in lines that are only shown. */
final class SecretMask {
  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern NAMED = Pattern.compile(TEXT + "(\\s*:\\s*)" + TEXT);
  private static final Pattern SINGLE = Pattern.compile(TEXT);

  private SecretMask() {}

  static String masked(String line) {
    var named =
        NAMED
            .matcher(line)
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    SecretText.isSecret(found.group(1), found.group(3))
                        ? "\"" + found.group(1) + "\"" + found.group(2) + "\"***\""
                        : found.group()));
    return SINGLE
        .matcher(named)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                SecretText.looksSecret(found.group(1)) ? "\"***\"" : found.group()));
  }
}
