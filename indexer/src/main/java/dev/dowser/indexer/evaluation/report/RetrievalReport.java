package dev.dowser.indexer.evaluation.report;

import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.evaluation.sets.QuerySet.LabelledQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bench measured.
 *
 * @param rankers what was compared
 */
public record RetrievalReport(List<RankerReport> rankers) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Copies the list. */
  public RetrievalReport {
    rankers = List.copyOf(rankers);
  }

  /**
   * One ranker on all sets.
   *
   * @param ranker its name
   * @param sets one per set
   */
  public record RankerReport(String ranker, List<SetReport> sets) {
    /** Copies the list. */
    public RankerReport {
      sets = List.copyOf(sets);
    }

    /** Mean over the sets, each set with the same weight. */
    public Metrics mean() {
      return Metrics.mean(sets.stream().map(SetReport::headline).toList());
    }
  }

  /**
   * One ranker on one set.
   *
   * @param set its name
   * @param tools in the catalog
   * @param answers one per query, in the set's order
   * @param latency of finding, embedding of the query included
   */
  public record SetReport(String set, int tools, List<Answer> answers, Latency latency) {
    /** Copies the list. */
    public SetReport {
      answers = List.copyOf(answers);
    }

    /** How many queries were asked, those without an answer included. */
    public int queries() {
      return answers.size();
    }

    /** Mean over the groups if there are any, else over the queries. */
    public Metrics headline() {
      return Metrics.mean(groups().values().stream().map(Group::metrics).toList());
    }

    /** Mean over the queries of each group that have an answer. */
    public Map<String, Group> groups() {
      var byGroup = new TreeMap<String, List<Metrics>>();
      answers.stream()
          .filter(answer -> answer.query().hasAnswer())
          .forEach(answer ->
              byGroup
                  .computeIfAbsent(answer.query().group(), any -> new ArrayList<>())
                  .add(answer.metrics()));
      var groups = new TreeMap<String, Group>();
      byGroup.forEach((name, all) -> groups.put(name, new Group(all.size(), Metrics.mean(all))));
      return groups;
    }

    /** The queries with several relevant tools, if the set has others as well. */
    public Optional<Group> several() {
      var all = answers.stream().filter(answer -> answer.query().hasAnswer()).toList();
      var some = all.stream().filter(answer -> answer.query().relevant().size() > 1).toList();
      return some.isEmpty() || some.size() == all.size()
          ? Optional.empty()
          : Optional.of(
              new Group(some.size(), Metrics.mean(some.stream().map(Answer::metrics).toList())));
    }

    /** How it deals with queries that no tool serves. */
    public Refusals refusals() {
      return Refusals.of(answers);
    }
  }

  /**
   * What was found for one query.
   *
   * @param query what was asked
   * @param found best first; if the ranker refused, what it names all the same
   * @param refused whether the ranker says that nothing is suitable
   */
  public record Answer(LabelledQuery query, List<ToolId> found, boolean refused) {
    /** Copies the list. */
    public Answer {
      found = List.copyOf(found);
    }

    /** Its quality, if the query has an answer. */
    public Metrics metrics() {
      return Metrics.of(query, found);
    }
  }

  /** A slice of a set. */
  public record Group(int queries, Metrics metrics) {}

  /** Milliseconds. */
  public record Latency(double p50, double p95) {
    public static final Latency UNKNOWN = new Latency(Double.NaN, Double.NaN);

    boolean known() {
      return !Double.isNaN(p50);
    }
  }

  /** This report followed by the rankers of another on the same sets. */
  public RetrievalReport plus(RetrievalReport other) {
    return new RetrievalReport(Stream.concat(rankers.stream(), other.rankers.stream()).toList());
  }

  /** As a table for people. */
  public String text() {
    var text = new StringBuilder();
    text.append(
        "%-18s %-34s %6s %6s %6s %6s %6s %6s %6s %6s %6s%n"
            .formatted(
                "ranker", "set", "n", "ok@1", "ok@8", "R@5", "R@8", "All@8", "nDCG5", "nDCG10",
                "MRR"));
    for (var ranker : rankers) {
      ranker.sets().forEach(set -> rows(text, ranker.ranker(), set));
      int queries = ranker.sets().stream().mapToInt(SetReport::queries).sum();
      row(text, ranker.ranker(), "MEAN over sets", queries, ranker.mean());
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static void rows(StringBuilder text, String ranker, SetReport set) {
    row(text, ranker, set.set(), set.queries(), set.headline());
    text.append(
        set.latency().known()
            ? "  p50 %.1f p95 %.1f ms%n".formatted(set.latency().p50(), set.latency().p95())
            : System.lineSeparator());
    var refusals = set.refusals();
    if (refusals.unanswerable() > 0 || refusals.wronglyRefused() > 0) {
      text.append("%-18s %-34s %s%n".formatted("", "  no tool serves", refusals.text()));
    }
    if (set.groups().size() > 1) {
      set.groups().forEach((name, group) -> slice(text, name, group));
    }
    set.several().ifPresent(group -> slice(text, "(several tools)", group));
  }

  private static void slice(StringBuilder text, String name, Group group) {
    row(text, "", "  " + name, group.queries(), group.metrics());
    text.append(System.lineSeparator());
  }

  private static void row(
      StringBuilder text, String ranker, String name, int queries, Metrics metrics) {
    text.append(
        String.format(
            Locale.ROOT,
            "%-18s %-34s %6d %6.3f %6.3f %6.3f %6.3f %6.3f %6.3f %6.3f %6.3f",
            ranker,
            name,
            queries,
            metrics.ok1(),
            metrics.ok8(),
            metrics.recall5(),
            metrics.recall8(),
            metrics.all8(),
            metrics.ndcg5(),
            metrics.ndcg10(),
            metrics.reciprocalRank()));
  }

  /**
   * The queries of each set that went worst with the last ranker, one a line, worst first.
   *
   * @param most queries of a set
   */
  public String misses(int most) {
    var text = new StringBuilder();
    for (var set : rankers.getLast().sets()) {
      text.append("%s: worst queries%n%s%n".formatted(set.set(), Misses.text(set, most)));
    }
    return text.toString();
  }

  /** As a Markdown table: nDCG@5 by set, and ok@8 of the first set and on average. */
  public String markdown() {
    var text = new StringBuilder("| ranker |");
    var sets = rankers.getFirst().sets();
    sets.forEach(set -> text.append(" %s |".formatted(set.set())));
    text.append(" **mean nDCG@5** | mean ok@8 | ok@8 %s |\n".formatted(sets.getFirst().set()));
    text.append("|---".repeat(sets.size() + 4)).append("|\n");
    for (var ranker : rankers) {
      text.append("| %s |".formatted(ranker.ranker()));
      ranker.sets().forEach(set -> cell(text, set.headline().ndcg5()));
      cell(text, ranker.mean().ndcg5());
      cell(text, ranker.mean().ok8());
      cell(text, ranker.sets().getFirst().headline().ok8());
      text.append('\n');
    }
    return text.toString();
  }

  private static void cell(StringBuilder text, double value) {
    text.append(String.format(Locale.ROOT, " %.3f |", value));
  }

  /** As JSON for programs. */
  public String json() {
    return json(Optional.empty());
  }

  /** The same with the price. */
  public String json(Optional<Price> price) {
    var root = MAPPER.createObjectNode();
    price.ifPresent(known -> known.put(root.putObject("price")));
    for (var ranker : rankers) {
      var node = root.putObject(ranker.ranker());
      put(node.putObject("mean"), ranker.mean());
      for (var set : ranker.sets()) {
        var setNode = node.putObject(set.set()).put("tools", set.tools());
        setNode.put("queries", set.queries());
        put(setNode, set.headline());
        if (set.latency().known()) {
          setNode.put("p50Ms", set.latency().p50()).put("p95Ms", set.latency().p95());
        }
        var groups = setNode.putObject("groups");
        set.groups()
            .forEach((name, group) ->
                put(groups.putObject(name).put("queries", group.queries()), group.metrics()));
        set.several()
            .ifPresent(group ->
                put(
                    setNode.putObject("severalTools").put("queries", group.queries()),
                    group.metrics()));
        setNode.set("refusals", set.refusals().json());
      }
    }
    return root.toPrettyString();
  }

  private static void put(ObjectNode node, Metrics metrics) {
    node.put("ok@1", metrics.ok1())
        .put("ok@3", metrics.ok3())
        .put("ok@5", metrics.ok5())
        .put("ok@8", metrics.ok8())
        .put("recall@5", metrics.recall5())
        .put("recall@8", metrics.recall8())
        .put("all@8", metrics.all8())
        .put("ndcg@5", metrics.ndcg5())
        .put("ndcg@10", metrics.ndcg10())
        .put("mrr", metrics.reciprocalRank());
  }
}
