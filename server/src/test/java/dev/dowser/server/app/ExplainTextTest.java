package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplainTextTest {
  private static final Terminal PLAIN = new Terminal(System.out, false);
  private static final String NEED =
      """
      {"need": 0, "query": "serch\\n mail", "candidates": 79,
       "words": {"weight": 0.5, "because": "a wish",
                 "list": [{"word": "serch", "tools": 2, "takenFor": ["search", "serve"]},
                          {"word": "mail", "tools": 1}, {"word": "zebra", "tools": 0}]},
       "meaning": {"model": "m-1", "compared": 78, "mean": 0.512, "spread": 0.05, "best": 0.7},
       "suitability": {"refused": false, "because": "best similarity is fine"},
       "bestSum": 6.5}
      """;

  private static List<String> lines(String json) {
    return ExplainText.lines(Json.parse(json), PLAIN);
  }

  @Test
  void hits_areToldInWords() {
    var lines =
        lines(
            """
            {"mode": "partial", "more": 3, "needs": [%s], "hits": [
             {"name": "mail_search", "score": 1.0,
              "reason": {"lexical": 4.5, "semantic": 0.63, "named": true, "sum": 6.5,
                "words": {"rank": 1, "counts": 2.25, "matches": [
                  {"word": "serch", "score": 3.0, "as": ["search"], "fields": ["name", "parameterNames"]},
                  {"word": "mail", "score": 1.5, "fields": ["server"]}]},
                "meaning": {"rank": 2, "counts": 4.25, "whole": 0.6, "head": 0.7}}},
             {"name": "mail_new", "score": 0.25,
              "reason": {"lexical": 0, "semantic": 0, "named": false, "serverNamed": true, "sum": 1.5, "assumedMeaning": 1.5,
                "words": {"rank": 0, "counts": 0, "matches": []}}}]}
            """
                .formatted(NEED));

    assertThat(lines)
        .containsExactly(
            "\"serch mail\" among 79 tools",
            "  words    serch taken for search or serve in 2 tools, mail in 1 tool, zebra in no tool",
            "  weight   0.50: a wish",
            "  meaning  m-1, 78 tools compared; mean 0.51, deviation 0.05, best 0.70",
            "  suits    best similarity is fine",
            "",
            "  1  1.000  mail_search  sum 6.50 of 6.50 = meaning 4.25 + words 2.25",
            "            named    the need is its name, so it stands before all others",
            "            meaning  similarity 0.630, 4.25 deviations above the mean, rank 2"
                + " (whole text 0.600, name and first sentence 0.700 adds 0.030)",
            "            words    4.50 points x 0.50, rank 1: serch as search 3.00 (name, parameter name),"
                + " mail 1.50 (server)",
            "  2  0.250  mail_new  sum 1.50 of 6.50 = meaning 1.50 + words 0.00",
            "            server   the need names it, which lifts its tools",
            "            meaning  no vector yet: taken to match as well as its words do",
            "            words    none matches",
            "+3 more match to some degree");
  }

  @Test
  void refusedNeed_isSaidWithTheClosestTool() {
    var lines =
        lines(
            """
            {"mode": "hybrid", "hits": [], "more": 0, "needs": [%s],
             "closest": [{"name": "mail_search", "score": 1.0, "reason": {"sum": 1.0}}]}
            """
                .formatted(NEED));

    assertThat(lines).contains("nothing suits; the closest tools are no hits:");
    assertThat(lines).anyMatch(line -> line.startsWith("  -  1.000  mail_search"));
  }

  @Test
  void nothingMatches_isSaid() {
    assertThat(lines("{\"hits\": [], \"needs\": [], \"more\": 0}"))
        .containsExactly("No tool matches.");
  }

  @Test
  void onATerminal_namesStandOut() {
    var coloured =
        ExplainText.lines(
            Json.parse(
                "{\"hits\": [{\"name\": \"a\", \"score\": 1}], \"needs\": [{\"need\": 0}], \"more\": 0}"),
            new Terminal(System.out, true));

    assertThat(coloured).anyMatch(line -> line.contains("\u001b[1ma\u001b[0m"));
  }
}
