package dev.dowser.indexer.evaluation.baseline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Full-text search as SQLite's FTS5 does it: letters and digits make tokens, case and diacritics
 * are folded, Porter's stems, BM25 with k1 1.2 and b .75, all columns with weight 1. See
 * https://www.sqlite.org/fts5.html#the_bm25_function.
 */
final class WordTable {
  private static final double K1 = 1.2;
  private static final double B = 0.75;
  private static final double LEAST_IDF = 1e-6;
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}\\p{Co}]+");

  /** Tokens by row and column. */
  private final List<List<List<String>>> rows;

  private final Map<String, List<Integer>> rowsByToken = new HashMap<>();
  private final double meanLength;

  WordTable(List<List<String>> texts) {
    rows = texts.stream().map(row -> row.stream().map(WordTable::tokens).toList()).toList();
    for (int row = 0; row < rows.size(); row++) {
      int number = row;
      rows.get(row).stream()
          .flatMap(List::stream)
          .distinct()
          .forEach(
              token -> rowsByToken.computeIfAbsent(token, any -> new ArrayList<>()).add(number));
    }
    meanLength = rows.stream().mapToInt(WordTable::length).average().orElse(1);
  }

  static List<String> tokens(String text) {
    String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return GAPS.splitAsStream(folded.toLowerCase(Locale.ROOT))
        .filter(token -> !token.isEmpty())
        .map(PorterStem::of)
        .toList();
  }

  private static int length(List<List<String>> row) {
    return row.stream().mapToInt(List::size).sum();
  }

  /** Rows that match any of the phrases, best first, equal ones in their order. */
  List<Integer> best(List<String> phrases, int limit) {
    var scores = new TreeMap<Integer, Double>();
    for (String phrase : phrases) {
      var counts = counts(tokens(phrase));
      double idf =
          Math.max(
              LEAST_IDF, Math.log((rows.size() - counts.size() + 0.5) / (counts.size() + 0.5)));
      counts.forEach((row, count) -> scores.merge(row, idf * gain(row, count), Double::sum));
    }
    return scores.entrySet().stream()
        .sorted(Comparator.comparingDouble(scored -> -scored.getValue()))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  private double gain(int row, int count) {
    double length = length(rows.get(row)) / meanLength;
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length));
  }

  /** How often the tokens stand side by side, by row; no entry for rows where they do not. */
  private Map<Integer, Integer> counts(List<String> phrase) {
    var counts = new HashMap<Integer, Integer>();
    if (phrase.isEmpty()) {
      return counts;
    }
    for (int row : rowsByToken.getOrDefault(phrase.getFirst(), List.of())) {
      int count = 0;
      for (var column : rows.get(row)) {
        for (int at = 0; at + phrase.size() <= column.size(); at++) {
          count += column.subList(at, at + phrase.size()).equals(phrase) ? 1 : 0;
        }
      }
      if (count > 0) {
        counts.put(row, count);
      }
    }
    return counts;
  }
}
