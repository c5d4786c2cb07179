package dev.dowser.indexer.evaluation;

import dev.dowser.models.embedding.EmbedderSource;
import java.util.Map;
import java.util.Optional;

/**
 * What is measured beside {@code find_tool} and words alone.
 *
 * @param meaning embedders that rank alone, over the same two texts per tool as {@code find_tool},
 *     by the row's name
 * @param fusion whether words and meaning are also merged by rank
 * @param fourAndFour embedder, without query instruction, of the other gateway's algorithm
 */
public record Baselines(
    Map<String, EmbedderSource> meaning, boolean fusion, Optional<EmbedderSource> fourAndFour) {
  /** None. */
  public static final Baselines NONE = new Baselines(Map.of(), false, Optional.empty());
}
