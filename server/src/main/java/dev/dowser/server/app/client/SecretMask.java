package dev.dowser.server.app.client;

import dev.dowser.config.importing.SecretText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what looks like a secret in lines of JSON that are only shown: by the key or the flag that
 * stands before it, if need be on the line before, by a name inside it, or by its own looks.
 */
final class SecretMask {
  private static final String HIDDEN = "***";
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** What stands between a text and the one that it names. */
  private static final Pattern BETWEEN = Pattern.compile("[-+ ]?\\s*|\\s*:\\s*\\[?\\s*|\\s*,\\s*");

  private static final Pattern FLAG = Pattern.compile("--?([A-Za-z][A-Za-z0-9_-]*)");
  private static final Pattern ASSIGNED =
      Pattern.compile("((?:--?)?([A-Za-z][A-Za-z0-9_-]*)(?:=|:\\s*))(.+)", Pattern.DOTALL);
  private static final Pattern QUERY = Pattern.compile("([?&]([^=&#]+)=)([^&#]+)");

  private String flag = "";

  /** The line; of several that follow each other, to be asked in their order. */
  String masked(String line) {
    var out = new StringBuilder();
    var texts = TEXT.matcher(line);
    var name = flag;
    int from = 0;
    while (texts.find()) {
      var between = line.substring(from, texts.start());
      out.append(between);
      var value = texts.group(1);
      out.append('"')
          .append(shown(BETWEEN.matcher(between).matches() ? name : "", value))
          .append('"');
      from = texts.end();
      name = nameFor(line, from, value);
    }
    flag = from > 0 ? name : flag;
    return out.append(line.substring(from)).toString();
  }

  /** What the next text is called: a key in front of a colon, a flag in front of a comma. */
  private static String nameFor(String line, int end, String value) {
    var rest = line.substring(end).stripLeading();
    if (rest.startsWith(":")) {
      return value;
    }
    var matcher = FLAG.matcher(value);
    return rest.startsWith(",") && matcher.matches() ? matcher.group(1) : "";
  }

  private static String shown(String name, String value) {
    if (SecretText.isSecret(name, value) || SecretText.looksSecret(value)) {
      return HIDDEN;
    }
    var assigned = ASSIGNED.matcher(value);
    if (assigned.matches() && SecretText.isSecret(assigned.group(2), assigned.group(3))) {
      return assigned.group(1) + HIDDEN;
    }
    return QUERY
        .matcher(value)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                SecretText.isSecret(found.group(2), found.group(3))
                    ? found.group(1) + HIDDEN
                    : found.group()));
  }
}
