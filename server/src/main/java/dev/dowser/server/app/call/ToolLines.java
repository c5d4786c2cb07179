package dev.dowser.server.app.call;

import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tools for people, one line each. */
public final class ToolLines {
  private static final int WIDTH = 100;

  private ToolLines() {}

  /** Name and beginning of the description. */
  public static String of(String name, String description) {
    var first = PlainText.line(description.strip().lines().findFirst().orElse(""));
    var shown = first.length() > WIDTH ? first.substring(0, WIDTH - 1) + "…" : first;
    return "%-44s %s".formatted(PlainText.line(name), shown).stripTrailing();
  }

  /**
   * An answer of {@code /admin/find}: the hits, else what comes closest.
   *
   * @param listed what {@code tools/list} shows, which has the descriptions
   */
  public static List<String> found(JsonNode answer, List<JsonNode> listed) {
    var lines = new ArrayList<String>();
    names(answer.path("hits")).forEach(name -> lines.add(of(name, description(name, listed))));
    if (lines.isEmpty()) {
      var closest = names(answer.path("closest"));
      lines.add(closest.isEmpty() ? "No tool matches." : "Nothing suits. Closest, if one will do:");
      closest.forEach(name -> lines.add("  " + PlainText.line(name)));
    }
    return lines;
  }

  private static List<String> names(JsonNode hits) {
    return hits.valueStream().map(hit -> hit.path("name").asString("")).distinct().toList();
  }

  private static String description(String name, List<JsonNode> listed) {
    return listed.stream()
        .filter(tool -> tool.path("name").asString("").equals(name))
        .findFirst()
        .map(tool -> tool.path("description").asString(""))
        .orElse("");
  }
}
