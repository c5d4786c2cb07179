package dev.dowser.indexer.evaluation.baseline;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The four tools nearest in meaning, then up to four by words that are not among them: no fusion,
 * nothing filled up. Meaning: one vector of exposed name and whole description. Words: {@link
 * WordTable} over the same two texts, asked for any word of the query but 23 schema words.
 */
public final class FourAndFour {
  private static final int EACH = 4;
  private static final int BATCH = 16;
  private static final Set<String> SCHEMA_WORDS =
      Set.of(
          ("name description schema input output type properties required title id tool server meta"
                  + " data content text value field column table index key primary")
              .split(" "));

  private final List<ExposedTool> tools;
  private final List<Embedding> vectors;
  private final WordTable words;
  private final Embedder embedder;

  /**
   * Embeds all tools, which takes a while.
   *
   * @param embedder puts nothing before a query
   * @param progress is told how many tools are embedded, now and then
   */
  public FourAndFour(List<ExposedTool> tools, Embedder embedder, IntConsumer progress) {
    this.tools = List.copyOf(tools);
    this.embedder = embedder;
    this.vectors = new ArrayList<>(tools.size());
    for (int from = 0; from < tools.size(); from += BATCH) {
      progress.accept(from);
      var batch = tools.subList(from, Math.min(tools.size(), from + BATCH));
      vectors.addAll(embedder.embedDocuments(batch.stream().map(FourAndFour::text).toList()));
    }
    this.words =
        new WordTable(
            tools.stream().map(tool -> List.of(tool.name(), tool.tool().description())).toList());
  }

  private static String text(ExposedTool tool) {
    return "name: %s description: %s".formatted(tool.name(), tool.tool().description());
  }

  /** At most eight tools, best first. */
  public List<ExposedTool> find(String query) {
    var found = new LinkedHashSet<Integer>();
    found.addAll(nearest(embedder.embedQuery(query).values()));
    found.addAll(words.best(terms(query), EACH));
    return found.stream().map(tools::get).toList();
  }

  private List<Integer> nearest(float[] wanted) {
    var similar = vectors.stream().mapToDouble(vector -> dot(vector.values(), wanted)).toArray();
    return IntStream.range(0, similar.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> -similar[row]))
        .limit(EACH)
        .toList();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  static List<String> terms(String query) {
    var terms = new ArrayList<String>();
    var seen = new LinkedHashSet<String>();
    for (String term : query.strip().split("\\s+", -1)) {
      String lower = term.toLowerCase(Locale.ROOT);
      if (seen.add(lower) && !SCHEMA_WORDS.contains(lower)) {
        terms.add(term);
      }
    }
    return terms;
  }
}
