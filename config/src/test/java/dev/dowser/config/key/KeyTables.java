package dev.dowser.config.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the declared keys into a Markdown page, between {@code <!-- keys: PATH ... -->} and {@code
 * <!-- end of keys -->}: a table of what stands at these paths. {@code warned} and {@code refused}
 * in place of a path list the keys that do nothing.
 */
final class KeyTables {

  private static final Pattern MARKED =
      Pattern.compile("<!-- keys: (.*) -->\n[\\s\\S]*?<!-- end of keys -->");

  private final List<ListedKey> all = ListedKey.all();
  private final List<String> tables;

  private KeyTables(List<String> tables) {
    this.tables = tables;
  }

  static String fill(String page) {
    var paths =
        MARKED.matcher(page).results().flatMap(m -> Stream.of(m.group(1).split(" "))).toList();
    var tables = new KeyTables(paths);
    return MARKED
        .matcher(page)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                "<!-- keys: %s -->\n%s\n<!-- end of keys -->"
                    .formatted(m.group(1), tables.between(List.of(m.group(1).split(" "))))));
  }

  private String between(List<String> paths) {
    return switch (paths.getFirst()) {
      case "warned" -> mentions(Mention.Standing.WARNED);
      case "refused" -> mentions(Mention.Standing.REFUSED);
      default -> table(paths);
    };
  }

  private String table(List<String> paths) {
    var rows =
        paths.stream()
            .flatMap(path -> all.stream().filter(row -> belongs(row, path)))
            .filter(row -> !row.key().meaning().isEmpty() && !(row.key() instanceof Mention))
            .toList();
    boolean whose = rows.stream().anyMatch(row -> !row.shape().apart().isEmpty());
    var prefix = paths.size() > 1 || paths.getFirst().equals("top") ? "" : paths.getFirst() + ".";
    var lines = new ArrayList<String>();
    lines.add(whose ? "| Key | For | Default | Meaning |" : "| Key | Default | Meaning |");
    lines.add(whose ? "|---|---|---|---|" : "|---|---|---|");
    for (var row : rows) {
      lines.add(
          "| `%s` | %s%s | %s |"
              .formatted(
                  named(row).substring(prefix.length()),
                  whose ? whose(row) + " | " : "",
                  row.key().absence(),
                  row.key().meaning().replace("|", "\\|")));
    }
    return String.join("\n", lines);
  }

  /** Below a path, but not below another one that has a table of its own. */
  private boolean belongs(ListedKey row, String path) {
    if (path.equals("top")) {
      return !row.path().contains(".") && !(row.key().content() instanceof Content.Nested);
    }
    return row.path().startsWith(path + ".")
        && tables.stream()
            .filter(other -> other.length() > path.length() && other.startsWith(path))
            .noneMatch(other -> row.path().startsWith(other + "."));
  }

  private static String named(ListedKey row) {
    return row.key().content() instanceof Content.Named named
        ? row.path() + "." + named.key()
        : row.path();
  }

  private static String whose(ListedKey row) {
    var apart = row.shape().apart();
    return apart.getOrDefault("url", List.of()).contains(row.key().name())
        ? "process"
        : apart.getOrDefault("command", List.of()).contains(row.key().name()) ? "HTTP" : "both";
  }

  private static String why(String said) {
    return said.equals(Mention.NOT_BUILT) || said.equals(Mention.NO_EFFECT) ? "" : ": " + said;
  }

  private String mentions(Mention.Standing standing) {
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (var row : all) {
      if (row.key() instanceof Mention m && m.standing() == standing) {
        said.computeIfAbsent(m.meaning(), _ -> new ArrayList<>()).add("`" + row.path() + "`");
      }
    }
    return said.entrySet().stream()
        .map(e -> "- " + String.join(", ", e.getValue()) + why(e.getKey()))
        .collect(Collectors.joining("\n"));
  }
}
