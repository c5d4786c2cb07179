package dev.dowser.server.bench;

import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens by set, o200k_base.
 *
 * @param sets in the order in which they were given
 */
public record TokenReport(List<SetTokens> sets) {

  /** Copies the list. */
  public TokenReport {
    sets = List.copyOf(sets);
  }

  /**
   * What does not depend on the query.
   *
   * @param definitions of the two tools, without the overview
   * @param overview of the servers
   * @param everything all tools' definitions, as a client without search reads them
   */
  public record Fixed(int definitions, int overview, int everything) {}

  /**
   * One query.
   *
   * @param asked arguments of {@code find_tool}
   * @param answered its answer
   * @param failure a call without arguments and the error that it gets; 0 if the tool requires none
   * @param call the call as it should be
   */
  public record Task(int asked, int answered, int failure, int call) {
    int tokens() {
      return asked + answered + failure + call;
    }
  }

  /**
   * One set.
   *
   * @param found which tools the answers name, in their order
   * @param tasks one per query, in the set's order
   */
  public record SetTokens(SetReport found, Fixed fixed, List<Task> tasks) {

    /** Copies the list. */
    public SetTokens {
      tasks = List.copyOf(tasks);
    }

    /** Whole tasks, definitions and overview included. */
    public Spread wholeTask() {
      return spread(task -> fixed.definitions() + fixed.overview() + task.tokens());
    }

    /** Answers of {@code find_tool}. */
    public Spread answer() {
      return spread(Task::answered);
    }

    /** How many of the tools called would refuse a call without arguments. */
    public long failures() {
      return tasks.stream().filter(task -> task.failure() > 0).count();
    }

    private Spread spread(ToIntFunction<Task> tokens) {
      var sorted = tasks.stream().mapToInt(tokens).sorted().toArray();
      return new Spread(
          sorted[sorted.length / 2],
          sorted[(int) (sorted.length * 0.95)],
          sorted[sorted.length - 1]);
    }
  }

  /** How a figure is spread over the queries. */
  public record Spread(int median, int p95, int most) {
    private ObjectNode json() {
      return Json.object().put("median", median).put("p95", p95).put("max", most);
    }
  }

  /** As a table for people. */
  public String text() {
    var text =
        new StringBuilder(
            "%-28s %6s %7s %12s %9s %18s %6s %18s %11s%n"
                .formatted(
                    "set",
                    "n",
                    "ok@8",
                    "definitions",
                    "overview",
                    "answer p50/95/max",
                    "fail",
                    "task p50/95/max",
                    "everything"));
    for (var set : sets) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-28s %6d %7.3f %12d %9d %18s %6d %18s %11d%n",
              set.found().set(),
              set.tasks().size(),
              set.found().headline().ok8(),
              set.fixed().definitions(),
              set.fixed().overview(),
              column(set.answer()),
              set.failures(),
              column(set.wholeTask()),
              set.fixed().everything()));
    }
    return text.toString();
  }

  private static String column(Spread spread) {
    return spread.median() + "/" + spread.p95() + "/" + spread.most();
  }

  /** As JSON for programs. */
  public String json() {
    var root = Json.object();
    for (var set : sets) {
      var node = root.putObject(set.found().set());
      node.put("tools", set.found().tools()).put("queries", set.tasks().size());
      node.put("ok@8", set.found().headline().ok8());
      node.put("definitions", set.fixed().definitions()).put("overview", set.fixed().overview());
      node.set("answer", set.answer().json());
      node.put("failedCalls", set.failures());
      node.set("wholeTask", set.wholeTask().json());
      node.put("everything", set.fixed().everything());
    }
    return root.toPrettyString();
  }
}
