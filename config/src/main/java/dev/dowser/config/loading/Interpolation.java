package dev.dowser.config.loading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts variables of the environment into a value. A variable without default must be set; with one,
 * an empty variable counts as not set, as in a shell. A second dollar before the brace keeps the
 * text as it is. What a variable holds is never read again.
 */
final class Interpolation {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Scope scope;
  private final List<String> faults = new ArrayList<>();

  private Interpolation(Scope scope) {
    this.scope = scope;
  }

  /**
   * A value with its variables replaced.
   *
   * @param value without meaning if there are faults
   * @param faults what is wrong
   */
  record Interpolated(String value, List<String> faults) {}

  static Interpolated apply(String raw, Scope scope) {
    var work = new Interpolation(scope);
    return new Interpolated(work.replace(raw), work.faults);
  }

  private String replace(String raw) {
    var out = new StringBuilder();
    int from = 0;
    for (int at = raw.indexOf("${"); at >= 0; at = raw.indexOf("${", from)) {
      if (at > from && raw.charAt(at - 1) == '$') {
        out.append(raw, from, at - 1).append("${");
        from = at + 2;
        continue;
      }
      int end = raw.indexOf('}', at);
      if (end < 0) {
        faults.add("\"${\" without \"}\"; a literal one is written $${");
        return raw;
      }
      out.append(raw, from, at).append(lookUp(raw.substring(at + 2, end)));
      from = end + 1;
    }
    return out.append(raw, from, raw.length()).toString();
  }

  private String lookUp(String reference) {
    int split = reference.indexOf(":-");
    var written = split < 0 ? reference : reference.substring(0, split);
    var fallback =
        split < 0 ? Optional.<String>empty() : Optional.of(reference.substring(split + 2));
    var name = scope.clientForm() && written.startsWith("env:") ? written.substring(4) : written;
    if (!NAME.matcher(name).matches()) {
      faults.add("expected ${NAME} or ${NAME:-default}, got ${%s}".formatted(written));
      return "";
    }
    if (fallback.filter(text -> text.contains("${")).isPresent()) {
      faults.add("the default of ${%s} must not itself hold ${...}".formatted(name));
      return "";
    }
    return find(scope.environment(), name, fallback);
  }

  private String find(Map<String, String> environment, String name, Optional<String> fallback) {
    var value = Optional.ofNullable(environment.get(name));
    if (value.isEmpty() && fallback.isEmpty()) {
      faults.add("the environment variable %s is not set, and no default is given".formatted(name));
    }
    return fallback.isEmpty()
        ? value.orElse("")
        : value.filter(text -> !text.isEmpty()).orElse(fallback.get());
  }
}
