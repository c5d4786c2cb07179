package dev.dowser.config.importing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Guesses what is a secret, by the name it has and by what it looks like. A wrong guess costs
 * little: the value stands in another file of the same user.
 */
public final class SecretText {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");
  private static final Pattern SCHEME = Pattern.compile("(?i)(bearer|basic|token)\\s+");
  private static final Pattern NAME =
      Pattern.compile(
          "token|secret|passw|passphrase|pwd|apikey|accesskey|privatekey|secretkey|signingkey"
              + "|credential|authorization|cookie|connectionstring|databaseurl|dsn");
  private static final Pattern NAME_END = Pattern.compile("(.*[_-])?(key|pat|pass|auth|pin)");
  private static final Pattern LIMIT = Pattern.compile("max|limit|count|size|file|path|timeout");
  private static final Pattern KNOWN =
      Pattern.compile(
          "(gh[pousr]_|github_pat_|glpat-|sk-|sk_live_|rk_live_|xox[abprs]-|AKIA|ASIA|AIza|ya29\\."
              + "|npm_|pypi-|hf_|dop_v1_|shpat_|eyJ[A-Za-z0-9_-]{8,}\\.|-----BEGIN )\\S*.*",
          Pattern.DOTALL);
  private static final Pattern ADDRESS_WITH_PASSWORD =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s@:]*:[^/\\s@]+@.*");

  private SecretText() {}

  /** Whether a value should not stand where others may read it. */
  public static boolean isSecret(String name, String value) {
    var own = withoutReferences(value);
    return !own.isBlank() && !isSwitch(own) && (isNamedSecret(name, own) || looksSecret(own));
  }

  /** The same where only the value is known. */
  public static boolean looksSecret(String value) {
    var own = withoutReferences(value);
    return KNOWN.matcher(own).matches() || ADDRESS_WITH_PASSWORD.matcher(own).matches();
  }

  static boolean holdsReference(String value) {
    return value.contains("${");
  }

  private static String withoutReferences(String value) {
    return SCHEME
        .matcher(REFERENCE.matcher(value).replaceAll("").strip() + " ")
        .replaceFirst("")
        .strip();
  }

  private static boolean isSwitch(String value) {
    return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
  }

  private static boolean isNamedSecret(String name, String value) {
    var lower = name.toLowerCase(Locale.ROOT);
    var plain = lower.replaceAll("[^a-z0-9]", "");
    boolean named = NAME.matcher(plain).find() || NAME_END.matcher(lower).matches();
    boolean amount = value.matches("\\d{1,9}") && !plain.matches(".*(passw|pwd|pin|secret).*");
    return named && !amount && !LIMIT.matcher(plain).find();
  }
}
