package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Explanation.HitExplanation;
import dev.dowser.indexer.search.Explanation.MeaningOfNeed;
import dev.dowser.indexer.search.Explanation.MeaningPart;
import dev.dowser.indexer.search.Explanation.NeedExplanation;
import dev.dowser.indexer.search.Explanation.WordPart;
import dev.dowser.indexer.search.Explanation.WordsOfNeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells why an answer is what it is. Ranks as {@link Ranker} does, with the same scores, and takes
 * them apart afterwards, so that a query that nobody asks about costs nothing more. Thread-safe.
 */
final class Explainer {
  private final Ranker ranker;
  private final TextAnalysis analysis;
  private final RankingParameters parameters;
  private final Fusion fusion;

  Explainer(Ranker ranker, TextAnalysis analysis, RankingParameters parameters) {
    this.ranker = ranker;
    this.analysis = analysis;
    this.parameters = parameters;
    this.fusion = new Fusion(parameters);
  }

  Explanation explain(SearchSnapshot snapshot, ToolQuery query, Meaning meaning)
      throws IOException {
    var scored = new ArrayList<ScoredNeed>();
    var ranked = ranker.rank(snapshot, query, meaning, scored::add);
    var needs = new ArrayList<NeedExplanation>();
    for (ScoredNeed need : scored) {
      var servers =
          new ServerMention(ranked.parts().isEmpty() ? need.text() : query.needs().getFirst());
      needs.add(explain(snapshot, need, servers, ranked));
    }
    return new Explanation(ranked, needs);
  }

  private NeedExplanation explain(
      SearchSnapshot snapshot, ScoredNeed need, ServerMention servers, RankedTools ranked)
      throws IOException {
    var hits =
        Stream.concat(ranked.hits().stream(), ranked.closest().stream())
            .filter(hit -> hit.need() == need.number())
            .toList();
    var breakdown =
        WordBreakdown.of(
            snapshot.leaves(), need.candidates(), analysis.words(need.text()), parameters);
    var scale = FusionScale.of(need.words(), need.similar(), parameters);
    var sums = fusion.sums(need.candidates(), need.words(), need.similar());
    var explained = new ArrayList<HitExplanation>();
    for (Hit hit : hits) {
      int slot = slotOf(hit.tool(), need.candidates());
      explained.add(
          explain(hit, new Scored(need, scale, servers, slot, finite(sums[slot])), breakdown));
    }
    boolean refused = ranked.closest().stream().anyMatch(hit -> hit.need() == need.number());
    return new NeedExplanation(
        need.number(),
        need.candidates().count(),
        new WordsOfNeed(
            breakdown.words(),
            scale.weight(),
            Because.weight(need.words().words(), scale.weight(), need.similar().any())),
        meaning(need, scale),
        Because.verdict(need, refused),
        Fusion.best(sums),
        explained);
  }

  private static Optional<MeaningOfNeed> meaning(ScoredNeed need, FusionScale scale) {
    return need.vector()
        .filter(_ -> need.similar().any())
        .map(vector ->
            new MeaningOfNeed(
                vector.model(),
                need.similar().count(),
                scale.mean(),
                scale.spread(),
                need.similar().best()));
  }

  /** One tool with all that it was judged by. */
  private record Scored(
      ScoredNeed need, FusionScale scale, ServerMention servers, int slot, double sum) {}

  private static HitExplanation explain(Hit hit, Scored scored, WordBreakdown breakdown)
      throws IOException {
    int slot = scored.slot();
    var need = scored.need();
    var words =
        new WordPart(
            need.words().score(slot),
            wordRank(need, slot),
            scored.scale().words(slot),
            breakdown.matches(slot));
    var meaning = meaning(need, scored.scale(), slot);
    double assumed = meaning.isPresent() ? 0 : scored.sum() - words.counts();
    boolean named = new NameMatch(need.text()).matches(hit.tool());
    boolean server = scored.servers().names(hit.tool().tool().id().backend());
    return new HitExplanation(hit, words, meaning, assumed, named, server, scored.sum());
  }

  /** A tool that only the whole of a split text matched has nothing from this part. */
  private static double finite(double sum) {
    return sum == Fusion.NONE ? 0 : sum;
  }

  private static Optional<MeaningPart> meaning(ScoredNeed need, FusionScale scale, int slot) {
    var similar = need.similar();
    if (need.vector().isEmpty() || !similar.has(slot)) {
      return Optional.empty();
    }
    var query = need.vector().get();
    var vectors = need.candidates().slot(slot).vectors().in(query.space());
    if (vectors == null) {
      return Optional.empty();
    }
    double similarity = similar.similarity(slot);
    return Optional.of(
        new MeaningPart(
            similarity,
            query.vector().similarity(vectors.whole()),
            query.vector().similarity(vectors.head()),
            scale.deviations(similarity),
            1
                + count(
                    need, other -> similar.has(other) && similar.similarity(other) > similarity)));
  }

  private static int wordRank(ScoredNeed need, int slot) {
    double score = need.words().score(slot);
    return score > 0 ? 1 + count(need, other -> need.words().score(other) > score) : 0;
  }

  private static int count(ScoredNeed need, IntPredicate better) {
    return (int) IntStream.range(0, need.candidates().slots()).filter(better).count();
  }

  private static int slotOf(ExposedTool tool, Candidates candidates) {
    for (int slot = 0; slot < candidates.slots(); slot++) {
      if (candidates.has(slot) && candidates.slot(slot).tool().equals(tool)) {
        return slot;
      }
    }
    throw new IllegalStateException("a hit that is no candidate: " + tool.name());
  }
}
