package dev.dowser.server.bench;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.evaluation.BenchProgress;
import dev.dowser.indexer.evaluation.SetIndex;
import dev.dowser.indexer.evaluation.report.RetrievalReport.Answer;
import dev.dowser.indexer.evaluation.report.RetrievalReport.Latency;
import dev.dowser.indexer.evaluation.report.RetrievalReport.SetReport;
import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.evaluation.sets.QuerySet;
import dev.dowser.indexer.evaluation.sets.QuerySet.LabelledQuery;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.bench.TokenReport.Task;
import dev.dowser.server.metatools.FindModeSurface;
import dev.dowser.server.metatools.FindSettings;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenCount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts what an agent reads and writes from the question to the call: the definitions, a {@code
 * find_tool}, a {@code call_tool} without arguments that fails where the tool requires some, and
 * one with the least that the tool's signature asks for. What backends answer is not counted.
 */
public final class TokenBench {
  private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]+");

  private final VectorCache cache;
  private final EmbedderSource embedder;
  private final FindSettings settings;
  private final BenchProgress progress;

  /**
   * A bench.
   *
   * @param cache keeps the vectors of the sets
   * @param embedder what a gateway would use
   * @param settings what a gateway would use
   * @param progress is told what is being done
   */
  public TokenBench(
      VectorCache cache, EmbedderSource embedder, FindSettings settings, BenchProgress progress) {
    this.cache = cache;
    this.embedder = embedder;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Counts.
   *
   * @param sets folders with catalog.jsonl and one queries*.jsonl, or query files beside a catalog
   * @throws BadSetException if a set cannot be used; before anything is run
   */
  public TokenReport run(List<Path> sets) throws InterruptedException {
    var read = new ArrayList<QuerySet>();
    for (var path : sets) {
      read.add(QuerySet.read(path));
    }
    var reports = new ArrayList<TokenReport.SetTokens>();
    for (var set : read) {
      reports.add(count(set));
    }
    return new TokenReport(reports);
  }

  private TokenReport.SetTokens count(QuerySet set) throws InterruptedException {
    try (var index = SetIndex.of(set, cache, embedder, Options.DEFAULT, progress)) {
      progress.line("%s: %,d queries".formatted(set.name(), set.queries().size()));
      var server = new SetServer(set.catalog(), index);
      var surface = new FindModeSurface(server, settings);
      int definitions = tokens(surface.definitions());
      var bare = new FindModeSurface(server, settings.withoutOverview());
      var tasks = new ArrayList<Task>();
      var answers = new ArrayList<Answer>();
      for (var query : set.queries()) {
        var text = text(call(surface, "find_tool", Json.object().put("query", query.text())));
        var shown = shown(server, text);
        var found = shown.stream().map(tool -> tool.tool().id()).toList();
        answers.add(new Answer(query, found, text.startsWith("No suitable tool found")));
        tasks.add(task(surface, query, text, shown));
      }
      return new TokenReport.SetTokens(
          new SetReport(set.name(), set.catalog().exposed().size(), answers, Latency.UNKNOWN),
          new TokenReport.Fixed(
              tokens(bare.definitions()), definitions - tokens(bare.definitions()), listed(set)),
          tasks);
    }
  }

  private Task task(
      FindModeSurface surface, LabelledQuery query, String answer, List<ExposedTool> shown) {
    int asked = TokenCount.exact(Json.text(Json.object().put("query", query.text())));
    int answered = TokenCount.exact(answer);
    var wanted = wanted(query, shown);
    if (wanted.isEmpty()) {
      return new Task(asked, answered, 0, 0);
    }
    var name = Json.object().put("name", wanted.get().name());
    var failed = call(surface, "call_tool", name);
    int failure =
        failed.path("isError").asBoolean(false)
            ? TokenCount.exact(Json.text(name)) + TokenCount.exact(text(failed))
            : 0;
    var right = name.deepCopy().set("arguments", SignatureTrial.leastCall(wanted.get()));
    return new Task(asked, answered, failure, TokenCount.exact(Json.text(right)));
  }

  /** What an agent would call: the first that serves, or else the first. */
  private static Optional<ExposedTool> wanted(LabelledQuery query, List<ExposedTool> shown) {
    return shown.stream()
        .filter(tool -> query.isServedBy(tool.tool().id()))
        .findFirst()
        .or(() -> shown.stream().findFirst());
  }

  private static List<ExposedTool> shown(SetServer server, String text) {
    var tools = new LinkedHashSet<ExposedTool>();
    NAMES
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .forEach(name -> server.catalog().find(name).ifPresent(tools::add));
    return List.copyOf(tools);
  }

  private static JsonNode call(FindModeSurface surface, String name, ObjectNode arguments) {
    var params = Json.object().put("name", name).set("arguments", arguments);
    return surface.call(params, Caller.NONE) instanceof CallOutcome.Answered(var result)
        ? result
        : Json.object();
  }

  private static String text(JsonNode result) {
    return result.path("content").path(0).path("text").asString("");
  }

  private static int tokens(List<ObjectNode> definitions) {
    return definitions.stream().mapToInt(one -> TokenCount.exact(Json.text(one))).sum();
  }

  private static int listed(QuerySet set) {
    return set.catalog().exposed().values().stream()
        .mapToInt(tool -> {
          var definition = (ObjectNode) Json.parse(tool.tool().definition());
          return TokenCount.exact(Json.text(definition.put("name", tool.name())));
        })
        .sum();
  }
}
