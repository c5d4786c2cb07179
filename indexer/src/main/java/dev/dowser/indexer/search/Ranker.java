package dev.dowser.indexer.search;

import dev.dowser.indexer.search.Evidence.Looked;
import dev.dowser.indexer.search.NeedRanking.Scored;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.indexer.search.TextReader.Read;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private final TextReader reader;
  private final Fusion fusion;
  private final RankingParameters parameters;

  public Ranker(TextAnalysis analysis, RankingParameters parameters) {
    this.analysis = analysis;
    this.parameters = parameters;
    this.reader = new TextReader(analysis, new LexicalRetriever(parameters));
    this.fusion = new Fusion(parameters);
  }

  /**
   * Ranks.
   *
   * @param snapshot what to search in
   * @param query what is wanted
   * @param meaning gives the vectors of needs
   * @throws IOException if the index cannot be read
   */
  public RankedTools rank(SearchSnapshot snapshot, ToolQuery query, Meaning meaning)
      throws IOException {
    return rank(snapshot, query, meaning, _ -> {});
  }

  /**
   * Ranks and tells why.
   *
   * @throws IOException if the index cannot be read
   */
  public Explanation explain(SearchSnapshot snapshot, ToolQuery query, Meaning meaning)
      throws IOException {
    return new Explainer(this, analysis, parameters).explain(snapshot, query, meaning);
  }

  /** Ranks, with what each need's scores came from handed to who explains them. */
  RankedTools rank(
      SearchSnapshot snapshot, ToolQuery query, Meaning meaning, Consumer<ScoredNeed> watcher)
      throws IOException {
    var candidates = new Candidates(snapshot, query.candidates());
    if (candidates.count() == 0) {
      return Interleaving.turns(List.of(), query.limit());
    }
    var task = new Task(snapshot, candidates, query.limit(), meaning, watcher);
    var needs = query.needs().stream().map(Ranker::cut).toList();
    return needs.size() == 1 ? rankOne(task, needs.getFirst()) : rankAll(task, needs);
  }

  /**
   * What fusion would be given for a need, all tools being candidates.
   *
   * @param depth how many of the best by words, and by meaning, are given
   */
  public Evidence evidence(SearchSnapshot snapshot, String need, int depth, Meaning meaning)
      throws IOException {
    var candidates = new Candidates(snapshot, _ -> true);
    var task = new Task(snapshot, candidates, depth, meaning, _ -> {});
    var read = task.read(reader, List.of(cut(need))).getFirst();
    var words = analysis.words(read.text()).stream().distinct().toList();
    var similar = SemanticScores.scan(candidates, read.vector(), parameters);
    return Evidence.of(words, candidates, read.words(), similar, new Looked(depth, read.vector()));
  }

  private static String cut(String need) {
    String text = need.strip();
    if (text.length() <= LONGEST_NEED) {
      return text;
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(LONGEST_NEED - 1));
    return text.substring(0, inPair ? LONGEST_NEED - 1 : LONGEST_NEED);
  }

  private RankedTools rankAll(Task task, List<String> needs) throws IOException {
    var asked =
        IntStream.range(0, needs.size())
            .filter(need -> !needs.get(need).isEmpty())
            .boxed()
            .toList();
    var read = task.read(reader, asked.stream().map(needs::get).toList()).iterator();
    var numbered = asked.stream().map(need -> new Numbered<>(need, read.next())).toList();
    var judged = SideBySide.each(numbered, need -> need.with(judge(task, need.it())));
    return Interleaving.turns(rankings(task, judged), task.limit());
  }

  /**
   * A text that speaks of several needs is ranked as a whole and by parts. Whether anything suits
   * is asked of each part: a long text is near to nothing as a whole.
   */
  private RankedTools rankOne(Task task, String text) throws IOException {
    var parts = parameters.parts().split() ? NeedSplitter.split(text) : List.<String>of();
    if (parts.isEmpty()) {
      return rankAll(task, List.of(text));
    }
    var read = task.read(reader, Stream.concat(Stream.of(text), parts.stream()).toList());
    var named = new ServerMention(text).among(task.snapshot().relations());
    var judged = SideBySide.each(read, each -> judge(task, each, named));
    double share = parameters.parts().shareOfWhole();
    var mixed =
        IntStream.range(0, parts.size())
            .mapToObj(i -> new Numbered<>(i, judged.get(i + 1).with(judged.getFirst(), share)))
            .toList();
    var rankings = rankings(task, mixed);
    return Interleaving.byScore(rankings, parts, task.limit(), parameters.parts().afterAHit());
  }

  private List<NeedRanking> rankings(Task task, List<Numbered<Judged>> judged) {
    judged.forEach(need -> task.watcher().accept(need.it().sources().numbered(need.number())));
    return SideBySide.each(judged, need -> ranking(task, need.number(), need.it()));
  }

  /** Of a need, which has this number in the query. */
  private record Numbered<T>(int number, T it) {
    <U> Numbered<U> with(U other) {
      return new Numbered<>(number, other);
    }
  }

  private Judged judge(Task task, Read read) {
    return judge(task, read, new ServerMention(read.text()).among(task.snapshot().relations()));
  }

  private Judged judge(Task task, Read read, boolean[] servers) {
    var candidates = task.candidates();
    var similar = SemanticScores.scan(candidates, read.vector(), parameters);
    double[] scores = fusion.fuse(candidates, read.words(), similar);
    lift(candidates, servers, scores);
    boolean named = putNamedFirst(candidates, new NameMatch(read.text()), scores);
    var sources = new ScoredNeed(0, read.text(), candidates, read.words(), read.vector(), similar);
    return new Judged(sources, scores, servers, named);
  }

  private boolean nothingSuits(Judged judged) {
    return parameters.refusal() && !judged.named() && Suitability.nothingSuits(judged.sources());
  }

  private NeedRanking ranking(Task task, int need, Judged judged) {
    var candidates = task.candidates();
    var sources = judged.sources();
    var selection = new Selection(candidates, judged.scores(), parameters.variety());
    var hits = new ArrayList<Scored>();
    for (var chosen : selection.best(task.limit(), judged.servers())) {
      int slot = chosen.slot();
      var similar = sources.similar();
      double similarity = similar.has(slot) ? similar.similarity(slot) : 0;
      var reason = new Hit.Reason(sources.words().score(slot), similarity);
      double score = Math.clamp(chosen.score(), 0, 1);
      var tool = candidates.slot(slot).tool();
      hits.add(
          new Scored(
              selection.family(slot), new Hit(tool, need, score, reason, selection.copies(slot))));
    }
    var mode = mode(sources.similar());
    return nothingSuits(judged)
        ? NeedRanking.refused(hits, candidates.slots(), mode)
        : new NeedRanking(hits, matching(selection, judged.scores()), mode, List.of());
  }

  /** Tools of a server that the need names stand before equally good ones of others. */
  private void lift(Candidates candidates, boolean[] servers, double[] scores) {
    double best = 1;
    for (int slot = 0; slot < scores.length; slot++) {
      if (scores[slot] > 0 && servers[candidates.relations().server(slot)]) {
        scores[slot] += parameters.lifts().server();
        best = Math.max(best, scores[slot]);
      }
    }
    for (int slot = 0; slot < scores.length; slot++) {
      scores[slot] /= best;
    }
  }

  /** A tool that the need names stands before all others; several keep their order. */
  private boolean putNamedFirst(Candidates candidates, NameMatch named, double[] scores) {
    boolean any = false;
    for (int slot = 0; slot < scores.length; slot++) {
      if (scores[slot] != Fusion.NONE && named.matches(candidates.slot(slot).tool())) {
        scores[slot] = parameters.lifts().tool() + Math.max(0, scores[slot]);
        any = true;
      }
    }
    return any;
  }

  private static boolean[] matching(Selection selection, double[] scores) {
    double best = 0;
    for (double score : scores) {
      best = Math.max(best, Math.min(1, score));
    }
    var matching = new boolean[scores.length];
    for (int slot = 0; slot < scores.length; slot++) {
      matching[selection.family(slot)] |= scores[slot] > 0 && scores[slot] >= SOME_DEGREE * best;
    }
    return matching;
  }

  private static Mode mode(SemanticScores similar) {
    if (!similar.present()) {
      return Mode.LEXICAL;
    }
    return similar.complete() ? Mode.HYBRID : Mode.PARTIAL;
  }

  private record Task(
      SearchSnapshot snapshot,
      Candidates candidates,
      int limit,
      Meaning meaning,
      Consumer<ScoredNeed> watcher) {

    List<Read> read(TextReader reader, List<String> texts) throws IOException {
      return reader.read(snapshot, candidates, texts, meaning);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Judged(ScoredNeed sources, double[] scores, boolean[] servers, boolean named) {

    /** The same tools, judged by this part and by the text that it is part of. */
    Judged with(Judged whole, double share) {
      var mixed = new double[scores.length];
      for (int slot = 0; slot < mixed.length; slot++) {
        double own = scores[slot];
        double all = whole.scores[slot];
        mixed[slot] =
            own == Fusion.NONE && all == Fusion.NONE
                ? Fusion.NONE
                : (1 - share) * known(own) + share * known(all);
      }
      return new Judged(sources, mixed, servers, named);
    }

    private static double known(double score) {
      return score == Fusion.NONE ? 0 : score;
    }
  }
}
