package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.indexer.catalog.ExposedMaterial;
import dev.dowser.indexer.catalog.ExposedPrompt;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.MaterialFault;
import dev.dowser.indexer.catalog.Prompt;
import dev.dowser.indexer.catalog.Resource;
import dev.dowser.indexer.catalog.ResourceTemplate;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.catalog.UriTemplate;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.Explanation.HitExplanation;
import dev.dowser.indexer.search.Explanation.MeaningOfNeed;
import dev.dowser.indexer.search.Explanation.MeaningPart;
import dev.dowser.indexer.search.Explanation.NeedExplanation;
import dev.dowser.indexer.search.Explanation.QueryWord;
import dev.dowser.indexer.search.Explanation.Verdict;
import dev.dowser.indexer.search.Explanation.WordMatch;
import dev.dowser.indexer.search.Explanation.WordPart;
import dev.dowser.indexer.search.Explanation.WordsOfNeed;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolField;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.VirtualServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** One backend {@code files}, whose tools a test can change. */
final class FixedServer implements VirtualServer {
  private static final BackendId FILES = new BackendId("files");
  private final List<Consumer<Catalog>> listeners = new CopyOnWriteArrayList<>();
  private volatile Catalog catalog = catalog(1, "read");

  /** A catalog with these tools; those ending in {@code *} are stale. */
  static Catalog catalog(long version, String... names) {
    var exposed = Arrays.stream(names).map(FixedServer::tool).toList();
    var tools = exposed.stream().map(ExposedTool::tool).toList();
    var snapshot = new BackendSnapshot(FILES, ServerCard.UNKNOWN, tools, List.of(), false);
    var odd =
        new CatalogFault(
            new ToolId(FILES, "odd"), CatalogFault.Kind.CLASH, "odd", "its name is another's");
    return new Catalog(version, List.of(snapshot), exposed, List.of(odd));
  }

  /** The first catalog, with one prompt, resource or template. */
  static Catalog withMaterial(long version, String kind) {
    var plain = catalog(version, "read");
    var prompt = new ExposedPrompt("greet", new Prompt(FILES, "greet", "{}"));
    var resource = new Resource(FILES, "x:a", "{}");
    var template = new ResourceTemplate(FILES, UriTemplate.of("x:{a}"), "{}");
    var fault = new MaterialFault(FILES, MaterialFault.Kind.RESOURCE, "x:b", "vault has the same");
    var material =
        new ExposedMaterial(
            kind.equals("prompts") ? List.of(prompt) : List.of(),
            kind.equals("resources") ? List.of(resource) : List.of(),
            kind.equals("templates") ? List.of(template) : List.of(),
            List.of(fault));
    return new Catalog(
        version,
        List.copyOf(plain.backends().values()),
        plain.exposed().values(),
        plain.faults(),
        material);
  }

  private static ExposedTool tool(String text) {
    var name = text.replace("*", "");
    var id = new ToolId(FILES, name);
    var tool = new Tool(id, "", "Does " + name, List.of(), true, "{\"name\":\"" + name + "\"}");
    return new ExposedTool("files_" + name, tool, text.endsWith("*"));
  }

  void change(Catalog next) {
    catalog = next;
    listeners.forEach(listener -> listener.accept(next));
  }

  @Override
  public String name() {
    return "engineering";
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public List<BackendId> backends() {
    return List.of(FILES, new BackendId("vault"));
  }

  @Override
  public List<BackendStatus> statuses() {
    var since = Instant.parse("2026-11-21T10:00:00Z");
    return List.of(
        new BackendStatus(
            FILES,
            BackendStatus.State.READY,
            since,
            "stdio",
            "2025-11-25",
            new BackendStatus.Counts(1, 2, 3, 4),
            List.of(new LeftOut("odd", "name is empty")),
            Optional.empty()),
        new BackendStatus(
            new BackendId("vault"),
            BackendStatus.State.NEEDS_LOGIN,
            since,
            "streamable-http",
            "",
            0,
            List.of(),
            Optional.of("401")));
  }

  @Override
  public RankedTools find(ToolQuery query) {
    var hits =
        catalog.exposed().values().stream()
            .filter(query.candidates())
            .map(tool -> new Hit(tool, 0, .9, new Hit.Reason(4.5, .5)))
            .toList();
    if (query.needs().contains("sing and read")) {
      var second = hits.stream().map(hit -> new Hit(hit.tool(), 1, .9, hit.reason())).toList();
      return new RankedTools(
          second, 0, RankedTools.Mode.HYBRID, List.of(), List.of("sing", "read"));
    }
    return query.needs().contains("nothing suits")
        ? new RankedTools(List.of(), 0, RankedTools.Mode.HYBRID, hits)
        : new RankedTools(hits, 3, RankedTools.Mode.LEXICAL);
  }

  @Override
  public Explanation explain(ToolQuery query) {
    var ranked = find(query);
    var word = new WordMatch("read", List.of(), List.of(ToolField.NAME, ToolField.PARAMETER), 4.5);
    var part = new WordPart(4.5, 1, 1.8, List.of(word));
    var meaning = Optional.of(new MeaningPart(.5, .4, .5, 2.00004, 3));
    var hits =
        Stream.concat(ranked.hits().stream(), ranked.closest().stream())
            .map(hit -> new HitExplanation(hit, part, meaning, 0, false, false, 3.8))
            .toList();
    var words =
        new WordsOfNeed(
            List.of(new QueryWord("read", 1, List.of()), new QueryWord("fiel", 2, List.of("file"))),
            .4,
            "few words");
    var refused = !ranked.closest().isEmpty();
    var need =
        new NeedExplanation(
            ranked.parts().isEmpty() ? 0 : 1,
            2,
            words,
            Optional.of(new MeaningOfNeed("m", 2, .3, .1, .5)),
            new Verdict(refused, "best similarity decides"),
            4.2,
            hits);
    return new Explanation(ranked, List.of(need));
  }

  @Override
  public CallOutcome call(ExposedTool tool, ObjectNode arguments, ObjectNode meta, Caller caller) {
    return new CallOutcome.Unavailable("not called here", false);
  }

  @Override
  public void onCatalogChange(Consumer<Catalog> listener) {
    listeners.add(listener);
  }
}
