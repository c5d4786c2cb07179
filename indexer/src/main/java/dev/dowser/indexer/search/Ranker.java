package dev.dowser.indexer.search;

import dev.dowser.indexer.search.Evidence.Looked;
import dev.dowser.indexer.search.NeedRanking.Scored;
import dev.dowser.indexer.search.RankedTools.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** Share of its words from which on a text is taken to be misspelt; one may be a name. */
  private static final double MANY_SLIPS = 1.0 / 3;

  /** Share of its words that must be known or guessed; else it is in another language. */
  private static final double MOST_EXPLAINED = 0.75;

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
    var read = read(task, List.of(cut(need))).getFirst();
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
    var asked = needs.stream().filter(need -> !need.isEmpty()).toList();
    var read = read(task, asked).iterator();
    var rankings = new ArrayList<NeedRanking>();
    for (int need = 0; need < needs.size(); need++) {
      String text = needs.get(need);
      if (!text.isEmpty()) {
        var named = new ServerMention(text).among(task.snapshot().relations());
        rankings.add(ranking(task, need, judge(task, read.next(), named)));
      }
    }
    return Interleaving.turns(rankings, task.limit());
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
    var read = read(task, Stream.concat(Stream.of(text), parts.stream()).toList());
    var named = new ServerMention(text).among(task.snapshot().relations());
    var whole = judge(task, read.getFirst(), named);
    var rankings = new ArrayList<NeedRanking>();
    for (int part = 0; part < parts.size(); part++) {
      var judged = judge(task, read.get(part + 1), named);
      rankings.add(ranking(task, part, judged.with(whole, parameters.parts().shareOfWhole())));
    }
    return Interleaving.byScore(rankings, parts, task.limit(), parameters.parts().afterAHit());
  }

  /**
   * What words and meaning say of each text. Its meaning is asked for with the misspelt words
   * mended: words are found in spite of a slip, a vector goes astray.
   */
  private List<Read> read(Task task, List<String> texts) throws IOException {
    var words = new ArrayList<LexicalScores>();
    var meant = new ArrayList<String>();
    for (String text : texts) {
      var found =
          lexical.retrieve(task.snapshot().leaves(), task.candidates(), analysis.words(text));
      words.add(found);
      meant.add(isMisspelt(text, found) ? analysis.mended(text, found.guesses()) : text);
    }
    var vectors = task.meaning().of(meant);
    return IntStream.range(0, texts.size())
        .mapToObj(i -> new Read(texts.get(i), words.get(i), vectors.get(i)))
        .toList();
  }

  private static boolean isMisspelt(String text, LexicalScores words) {
    int guessed = words.guesses().size();
    return guessed >= Math.max(MANY_SLIPS * words.words(), words.words() == 2 ? 1 : 2)
        && guessed + words.knownWords() >= MOST_EXPLAINED * words.words()
        && Suitability.isPlainText(text);
  }

  private record Read(String text, LexicalScores words, Optional<QueryVector> vector) {}

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
    task.watcher().accept(sources.numbered(need));
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
      Consumer<ScoredNeed> watcher) {}

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
