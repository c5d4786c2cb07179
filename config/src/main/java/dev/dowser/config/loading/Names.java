package dev.dowser.config.loading;

import java.util.List;
import java.util.regex.Pattern;

/** Names of backends. */
final class Names {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9_.-]+");
  static final String EXPECTED = "1 to 64 letters, digits, \"_\", \".\" or \"-\"";

  private Names() {}

  static boolean isAllowed(String name) {
    return ALLOWED.matcher(name).matches();
  }

  /** The nearest allowed name, always the same for the same text. */
  static String repaired(String name) {
    var repaired = FORBIDDEN.matcher(name.strip()).replaceAll("-");
    return repaired.substring(0, Math.min(64, repaired.length()));
  }

  static void warnIfUnknown(Field field, String name, List<String> backends) {
    if (!backends.contains(name)) {
      field.warn("has no effect: " + Groups.unknown("backend", name, backends));
    }
  }
}
