package dev.dowser.config.loading;

import dev.dowser.config.key.BackendKeys;
import java.util.regex.Pattern;

/** Names of backends. */
final class Names {

  private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9_.-]+");
  static final String EXPECTED = BackendKeys.BACKEND_NAME.expected();

  private Names() {}

  /** The nearest allowed name, always the same for the same text. */
  static String repaired(String name) {
    var repaired = FORBIDDEN.matcher(name.strip()).replaceAll("-");
    return repaired.substring(0, Math.min(64, repaired.length()));
  }

  static void warnIfUnknown(Field field, String name, BackendNames backends) {
    if (backends.lack(name)) {
      field.warn("has no effect: " + Groups.unknown("backend", name, backends.written()));
    }
  }
}
