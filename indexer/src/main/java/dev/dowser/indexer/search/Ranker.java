package dev.dowser.indexer.search;

import dev.dowser.indexer.search.Evidence.Looked;
import dev.dowser.indexer.search.RankedTools.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Ranks the tools of a snapshot: filter, retrieve by words and by meaning, fuse, cut. Needs are
 * ranked one by one and take turns in the answer. Equal scores are ordered by exposed name, so the
 * same catalog gives the same answer whatever the order in which it was indexed. Thread-safe.
 */
public final class Ranker {
  /** Candidates under this share of the best score count as no match. */
  private static final double SOME_DEGREE = 0.5;

  /** Longer needs are cut; no model and no reader looks further. */
  private static final int LONGEST_NEED = 5_000;

  private final TextAnalysis analysis;
  private final LexicalRetriever lexical;
  private final Fusion fusion;
  private final RankingParameters parameters;

  public Ranker(TextAnalysis analysis, RankingParameters parameters) {
    this.analysis = analysis;
    this.parameters = parameters;
    this.lexical = new LexicalRetriever(parameters);
    this.fusion = new Fusion(parameters);
  }

  /**
   * Ranks.
   *
   * @param snapshot what to search in
   * @param query what is wanted
   * @param meaning gives the vector of a text, or nothing if there is no embedder now
   * @throws IOException if the index cannot be read
   */
  public RankedTools rank(
      SearchSnapshot snapshot, ToolQuery query, Function<String, Optional<QueryVector>> meaning)
      throws IOException {
    return rank(snapshot, query, meaning, _ -> {});
  }

  /**
   * Ranks and tells why.
   *
   * @throws IOException if the index cannot be read
   */
  public Explanation explain(
      SearchSnapshot snapshot, ToolQuery query, Function<String, Optional<QueryVector>> meaning)
      throws IOException {
    return new Explainer(this, analysis, parameters).explain(snapshot, query, meaning);
  }

  /** Ranks, with what each need's scores came from handed to who explains them. */
  RankedTools rank(
      SearchSnapshot snapshot,
      ToolQuery query,
      Function<String, Optional<QueryVector>> meaning,
      Consumer<ScoredNeed> watcher)
      throws IOException {
    var candidates = new Candidates(snapshot.slots(), query.candidates());
    var rankings = new ArrayList<NeedRanking>();
    for (int need = 0; need < query.needs().size(); need++) {
      String text = cut(query.needs().get(need));
      if (!text.isEmpty() && candidates.count() > 0) {
        var wanted = new Need(need, text, query.limit());
        rankings.add(rankNeed(snapshot, candidates, wanted, meaning, watcher));
      }
    }
    return takeTurns(rankings, query.limit());
  }

  /**
   * What fusion would be given for a need, all tools being candidates.
   *
   * @param depth how many of the best by words, and by meaning, are given
   */
  public Evidence evidence(
      SearchSnapshot snapshot,
      String need,
      int depth,
      Function<String, Optional<QueryVector>> meaning)
      throws IOException {
    var candidates = new Candidates(snapshot.slots(), _ -> true);
    String text = cut(need);
    var words = analysis.words(text).stream().distinct().toList();
    var lexicalScores = lexical.retrieve(snapshot.leaves(), candidates, words);
    var vector = meaning.apply(text);
    var similar = SemanticScores.scan(candidates, vector, parameters);
    return Evidence.of(words, candidates, lexicalScores, similar, new Looked(depth, vector));
  }

  private static String cut(String need) {
    String text = need.strip();
    return text.length() <= LONGEST_NEED ? text : text.substring(0, LONGEST_NEED);
  }

  private NeedRanking rankNeed(
      SearchSnapshot snapshot,
      Candidates candidates,
      Need need,
      Function<String, Optional<QueryVector>> meaning,
      Consumer<ScoredNeed> watcher)
      throws IOException {
    var words = lexical.retrieve(snapshot.leaves(), candidates, analysis.words(need.text()));
    var vector = meaning.apply(need.text());
    var similar = SemanticScores.scan(candidates, vector, parameters);
    double[] scores = fusion.fuse(candidates, words, similar);
    boolean named = putNamedFirst(candidates, new NameMatch(need.text()), scores);
    watcher.accept(new ScoredNeed(need.number(), need.text(), candidates, words, vector, similar));
    var hits = new ArrayList<Scored>();
    for (int slot : best(scores, need.limit())) {
      double similarity = similar.has(slot) ? similar.similarity(slot) : 0;
      var reason = new Hit.Reason(words.score(slot), similarity);
      double score = Math.clamp(scores[slot], 0, 1);
      hits.add(
          new Scored(slot, new Hit(candidates.slot(slot).tool(), need.number(), score, reason)));
    }
    if (parameters.refusal()
        && !named
        && vector
            .filter(known -> Suitability.nothingSuits(need.text(), known, words, similar))
            .isPresent()) {
      return NeedRanking.refused(hits, scores.length, mode(similar));
    }
    return new NeedRanking(hits, matching(scores), mode(similar), List.of());
  }

  /** A tool that the need names stands before all others; several keep their order. */
  private boolean putNamedFirst(Candidates candidates, NameMatch named, double[] scores) {
    boolean any = false;
    for (int slot = 0; slot < scores.length; slot++) {
      if (scores[slot] != Fusion.NONE && named.matches(candidates.slot(slot).tool())) {
        scores[slot] = parameters.nameLift() + Math.max(0, scores[slot]);
        any = true;
      }
    }
    return any;
  }

  private static List<Integer> best(double[] scores, int limit) {
    Comparator<Integer> order =
        Comparator.<Integer>comparingDouble(slot -> -scores[slot])
            .thenComparing(Comparator.naturalOrder());
    var worstFirst = new PriorityQueue<>(order.reversed());
    for (int slot = 0; slot < scores.length; slot++) {
      if (scores[slot] != Fusion.NONE
          && (worstFirst.size() < limit || better(scores, slot, worstFirst))) {
        worstFirst.add(slot);
        if (worstFirst.size() > limit) {
          worstFirst.remove();
        }
      }
    }
    return worstFirst.stream().sorted(order).toList();
  }

  private static boolean better(double[] scores, int slot, PriorityQueue<Integer> worstFirst) {
    return scores[slot] > scores[worstFirst.element()];
  }

  private static boolean[] matching(double[] scores) {
    double best = 0;
    for (double score : scores) {
      best = Math.max(best, Math.min(1, score));
    }
    var matching = new boolean[scores.length];
    for (int slot = 0; slot < scores.length; slot++) {
      matching[slot] = scores[slot] > 0 && scores[slot] >= SOME_DEGREE * best;
    }
    return matching;
  }

  private static Mode mode(SemanticScores similar) {
    if (!similar.present()) {
      return Mode.LEXICAL;
    }
    return similar.complete() ? Mode.HYBRID : Mode.PARTIAL;
  }

  private static RankedTools takeTurns(List<NeedRanking> rankings, int limit) {
    Map<Integer, Hit> hits = new LinkedHashMap<>();
    var turns = rankings.stream().map(ranking -> ranking.hits().iterator()).toList();
    boolean any = true;
    while (any && hits.size() < limit) {
      any = false;
      for (var turn : turns) {
        while (turn.hasNext() && hits.size() < limit) {
          var next = turn.next();
          if (hits.putIfAbsent(next.slot(), next.hit()) == null) {
            any = true;
            break;
          }
        }
      }
    }
    var closest =
        rankings.stream().flatMap(ranking -> ranking.closest().stream()).map(Scored::hit).toList();
    return new RankedTools(
        List.copyOf(hits.values()), more(rankings, hits), modeOf(rankings), closest);
  }

  private static int more(List<NeedRanking> rankings, Map<Integer, Hit> hits) {
    int more = 0;
    int slots = rankings.isEmpty() ? 0 : rankings.getFirst().matching().length;
    for (int slot = 0; slot < slots; slot++) {
      int number = slot;
      if (!hits.containsKey(slot) && rankings.stream().anyMatch(r -> r.matching()[number])) {
        more++;
      }
    }
    return more;
  }

  private static Mode modeOf(List<NeedRanking> rankings) {
    return rankings.stream()
        .map(NeedRanking::mode)
        .max(Comparator.naturalOrder())
        .orElse(Mode.LEXICAL);
  }

  private record Need(int number, String text, int limit) {}

  private record Scored(int slot, Hit hit) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record NeedRanking(
      List<Scored> hits, boolean[] matching, Mode mode, List<Scored> closest) {

    /** Nothing suits; the best candidate is only named. */
    static NeedRanking refused(List<Scored> candidates, int slots, Mode mode) {
      var best = candidates.stream().limit(1).toList();
      return new NeedRanking(List.of(), new boolean[slots], mode, best);
    }
  }
}
