package dev.dowser.config.importing;

import dev.dowser.config.document.VariableLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The variables that a configuration needs and those it can find in the environment. */
final class Variables {

  private static final Pattern RUN = Pattern.compile("[^A-Z0-9]+");
  private static final String OURS = "DOWSER_";

  private final Map<String, String> environment;
  private final Map<String, Variable> given = new LinkedHashMap<>();
  private final Set<String> found = new LinkedHashSet<>();

  private record Variable(String value, String comment) {}

  Variables(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Keeps a value under a name that nothing else has, the environment included, and tells it. */
  String keep(List<String> words, String value, String comment) {
    var base = name(words);
    var name = base;
    for (int i = 2; isOther(name, value); i++) {
      name = base + "_" + i;
    }
    given.putIfAbsent(name, new Variable(value, comment));
    return name;
  }

  private boolean isOther(String name, String value) {
    var kept = given.get(name);
    return kept == null ? environment.containsKey(name) : !kept.value().equals(value);
  }

  /** A word that begins with the one before it already says it. */
  private static String name(List<String> words) {
    var name = "";
    for (var word : words) {
      var plain = RUN.matcher(word.toUpperCase(Locale.ROOT)).replaceAll("_");
      var trimmed = plain.replaceAll("^_|_$", "");
      name = name.isEmpty() || trimmed.startsWith(name) ? trimmed : name + "_" + trimmed;
    }
    return OURS + name;
  }

  /** The configuration names this variable; whether the environment has it. */
  boolean isFound(String name, String comment) {
    if (environment.containsKey(name)) {
      found.add(name);
      return true;
    }
    given.putIfAbsent(name, new Variable("", comment));
    return false;
  }

  boolean has(String name) {
    return environment.containsKey(name);
  }

  Map<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    given.forEach((name, variable) -> values.put(name, variable.value()));
    return values;
  }

  /** The text of the file; empty if nothing has to stand there. */
  String text(String configuration) {
    if (given.isEmpty()) {
      return "";
    }
    var lines = new ArrayList<String>();
    lines.add(
        "# Variables of %s, written by dowser init. It may hold secrets:".formatted(configuration));
    lines.add(
        "# keep it out of version control. One NAME=value a line, in double quotes where a value");
    lines.add("# holds quotes or \" #\". A variable of the environment wins over the one here.");
    given.forEach((name, variable) -> {
      lines.add("");
      lines.add("# " + variable.comment());
      lines.add(VariableLines.line(name, variable.value()));
    });
    if (!found.isEmpty()) {
      lines.add("");
      lines.add(
          "# Found in the environment. Give them here for programs that do not see it, such as");
      lines.add("# desktop clients that start dowser stdio:");
      found.forEach(name -> lines.add("#" + name + "="));
    }
    return String.join("\n", lines) + "\n";
  }
}
