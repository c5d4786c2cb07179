package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.metatools.FindRequest.Faulty;
import dev.dowser.server.metatools.FindRequest.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Runs {@code find_tool}. Thread-safe. */
final class Finder {
  private final VirtualServer server;
  private final FindSettings settings;
  private final NamedTools named;
  private final FindAnswer answer;
  private final StructuredAnswer structured;
  private final ServerList servers;

  Finder(
      VirtualServer server,
      FindSettings settings,
      NamedTools named,
      FindAnswer answer,
      StructuredAnswer structured) {
    this.server = server;
    this.settings = settings;
    this.named = named;
    this.answer = answer;
    this.structured = structured;
    this.servers = new ServerList(server);
  }

  FindReply find(ObjectNode arguments) {
    return switch (FindDecoder.decode(settings, arguments)) {
      case Faulty(var text) -> FindReply.without(ToolResult.error(text));
      case Wanted wanted -> find(wanted);
    };
  }

  private FindReply find(Wanted wanted) {
    if (wanted.server().isEmpty()) {
      return wanted.needs().isEmpty() && !wanted.shape().structured()
          ? FindReply.without(servers.all(wanted.shape().maxTokens()))
          : search(wanted, Optional.empty());
    }
    var choice = new ServerChoice(server.backends());
    var name = wanted.server().get();
    var chosen = choice.choose(name);
    return chosen.isEmpty()
        ? FindReply.without(ToolResult.error(choice.unknown(name)))
        : search(wanted, chosen);
  }

  private FindReply search(Wanted wanted, Optional<BackendId> only) {
    Predicate<ExposedTool> candidates =
        tool ->
            (!wanted.readOnly() || tool.tool().readOnly())
                && (only.isEmpty() || only.get().equals(tool.tool().id().backend()));
    var found = wanted.needs().isEmpty() ? listed(wanted, candidates) : found(wanted, candidates);
    if (wanted.shape().structured()) {
      return structured.of(found, wanted.shape());
    }
    return found.hits().isEmpty()
        ? FindReply.without(servers.nothing(found, wanted.shape().maxTokens()))
        : answer.render(found, wanted.shape());
  }

  private Found listed(Wanted wanted, Predicate<ExposedTool> candidates) {
    var all = server.catalog().exposed().values().stream().filter(candidates).toList();
    var hits = all.stream().limit(wanted.shape().limit()).map(tool -> exact(tool, 0)).toList();
    return new Found(List.of(), hits, all.size() - hits.size(), Mode.HYBRID);
  }

  private Found found(Wanted wanted, Predicate<ExposedTool> candidates) {
    if (wanted.shape().detail() == Detail.SCHEMA) {
      var asked = named.find(wanted.needs(), candidates, wanted.shape().limit());
      if (asked.isPresent()) {
        return asked.get();
      }
    }
    var ranked = server.find(new ToolQuery(wanted.needs(), candidates, wanted.shape().limit()));
    var kept = distinct(NoiseCut.apply(ranked.hits()));
    int more = ranked.more() + ranked.hits().size() - kept.size();
    var needs = ranked.parts().isEmpty() ? wanted.needs() : ranked.parts();
    return new Found(needs, kept, more, ranked.mode(), ranked.closest());
  }

  static Hit exact(ExposedTool tool, int need) {
    return new Hit(tool, need, 1, new Hit.Reason(0, 0));
  }

  private static List<Hit> distinct(List<Hit> hits) {
    var seen = new HashSet<String>();
    return hits.stream().filter(hit -> seen.add(hit.tool().name())).toList();
  }
}
