package dev.dowser.server.app;

import dev.dowser.server.app.shell.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An explained answer of {@code /admin/find} for people: first how each need was read, then each
 * hit with what meaning and words count for it.
 */
final class ExplainText {
  private static final String INDENT = " ".repeat(12);

  private final JsonNode answer;
  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(JsonNode answer, Terminal terminal) {
    this.answer = answer;
    this.terminal = terminal;
  }

  /** The lines to print. */
  static List<String> lines(JsonNode answer, Terminal terminal) {
    return new ExplainText(answer, terminal).all();
  }

  private List<String> all() {
    for (var need : answer.path("needs")) {
      need(need);
      lines.add("");
      int rank = 0;
      for (var hit : ofNeed(answer.path("hits"), need)) {
        hit(String.valueOf(++rank), hit, need);
      }
      closest(ofNeed(answer.path("closest"), need), need);
    }
    if (answer.path("hits").isEmpty() && answer.path("closest").isEmpty()) {
      lines.add("No tool matches.");
    }
    int more = answer.path("more").asInt(0);
    if (more > 0) {
      lines.add(terminal.quiet("+" + more + " more match to some degree"));
    }
    return lines;
  }

  private void closest(List<JsonNode> tools, JsonNode need) {
    if (!tools.isEmpty()) {
      lines.add(terminal.bad("nothing suits") + "; the closest tools are no hits:");
    }
    for (var hit : tools) {
      hit("-", hit, need);
    }
  }

  private static List<JsonNode> ofNeed(JsonNode hits, JsonNode need) {
    return hits.valueStream()
        .filter(hit -> hit.path("need").asInt(0) == need.path("need").asInt())
        .toList();
  }

  private void need(JsonNode need) {
    var query = need.path("query").asString("").strip().replaceAll("\\s+", " ");
    lines.add(
        terminal.strong('"' + cut(query, 80) + '"')
            + " among "
            + need.path("candidates").asInt()
            + " tools");
    var words = need.path("words");
    var list = words.path("list").valueStream().map(ExplainText::word).toList();
    part("words", list.isEmpty() ? "none to search for" : String.join(", ", list));
    part("weight", number(words, "weight") + ": " + words.path("because").asString(""));
    var meaning = need.path("meaning");
    part(
        "meaning",
        meaning.isMissingNode()
            ? "takes no part"
            : "%s, %d tools compared; mean %s, deviation %s, best %s"
                .formatted(
                    meaning.path("model").asString(""),
                    meaning.path("compared").asInt(),
                    number(meaning, "mean"),
                    number(meaning, "spread"),
                    number(meaning, "best")));
    part("suits", need.path("suitability").path("because").asString(""));
  }

  private static String word(JsonNode word) {
    int tools = word.path("tools").asInt();
    var takenFor = strings(word.path("takenFor"));
    var in = tools == 0 ? "in no tool" : tools == 1 ? "in 1 tool" : "in " + tools + " tools";
    return takenFor.isEmpty()
        ? word.path("word").asString("") + " " + in
        : "%s taken for %s %s"
            .formatted(word.path("word").asString(""), String.join(" or ", takenFor), in);
  }

  private void hit(String rank, JsonNode hit, JsonNode need) {
    var reason = hit.path("reason");
    var head =
        "%3s  %s  %s"
            .formatted(
                rank,
                terminal.good(String.format(Locale.ROOT, "%.3f", hit.path("score").asDouble())),
                terminal.strong(hit.path("name").asString("")));
    lines.add(head + "  " + terminal.quiet(sum(reason, need)));
    if (reason.path("named").asBoolean(false)) {
      lines.add(INDENT + "named    the need is its name, so it stands before all others");
    }
    if (reason.path("serverNamed").asBoolean(false)) {
      lines.add(INDENT + "server   the need names it, which lifts its tools");
    }
    lines.add(INDENT + "meaning  " + meaning(reason));
    lines.add(INDENT + "words    " + words(reason, need.path("words")));
  }

  private static String sum(JsonNode reason, JsonNode need) {
    return "sum %s of %s = meaning %s + words %s"
        .formatted(
            number(reason, "sum"),
            number(need, "bestSum"),
            reason.has("meaning")
                ? number(reason.path("meaning"), "counts")
                : number(reason, "assumedMeaning"),
            number(reason.path("words"), "counts"));
  }

  private static String meaning(JsonNode reason) {
    var meaning = reason.path("meaning");
    if (meaning.isMissingNode()) {
      return reason.path("assumedMeaning").asDouble(0) == 0
          ? "takes no part"
          : "no vector yet: taken to match as well as its words do";
    }
    double similarity = reason.path("semantic").asDouble();
    double added = similarity - meaning.path("whole").asDouble();
    return "similarity %s, %s deviations above the mean, rank %d (whole text %s, name and first sentence %s %s)"
        .formatted(
            decimals(similarity),
            number(meaning, "counts"),
            meaning.path("rank").asInt(),
            decimals(meaning.path("whole").asDouble()),
            decimals(meaning.path("head").asDouble()),
            added > 0 ? "adds " + decimals(added) : "adds nothing");
  }

  private static String words(JsonNode reason, JsonNode need) {
    var words = reason.path("words");
    if (words.path("matches").isEmpty()) {
      return "none matches";
    }
    var matches =
        words
            .path("matches")
            .valueStream()
            .map(ExplainText::match)
            .collect(Collectors.joining(", "));
    return "%s points x %s, rank %d: %s"
        .formatted(
            number(reason, "lexical"), number(need, "weight"), words.path("rank").asInt(), matches);
  }

  private static String match(JsonNode match) {
    var as = strings(match.path("as"));
    return "%s%s %s (%s)"
        .formatted(
            match.path("word").asString(""),
            as.isEmpty() ? "" : " as " + String.join(" and ", as),
            number(match, "score"),
            strings(match.path("fields")).stream()
                .map(ExplainText::field)
                .collect(Collectors.joining(", ")));
  }

  private static String field(String name) {
    return switch (name) {
      case "parameterNames" -> "parameter name";
      case "parameterDescriptions" -> "parameter description";
      default -> name;
    };
  }

  private void part(String name, String text) {
    lines.add("  %-8s %s".formatted(name, text));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(one -> one.asString("")).toList();
  }

  private static String number(JsonNode json, String key) {
    return String.format(Locale.ROOT, "%.2f", json.path(key).asDouble(0));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
