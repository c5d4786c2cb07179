package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.text.PlainText;
import dev.dowser.server.text.TokenCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Answers about servers instead of tools: which there are, and why a tool may be missing. */
final class ServerList {
  private static final int WIDTH = 90;
  private static final int MOST_NEAR = 5;
  private static final int NOTE_TOKENS = 20;
  private static final Set<State> MISSING =
      EnumSet.of(State.CONNECTING, State.DOWN, State.NEEDS_LOGIN);

  private final VirtualServer server;

  ServerList(VirtualServer server) {
    this.server = server;
  }

  /** All servers, each with its number of tools, its state if not ready, and what it is for. */
  ObjectNode all(int maxTokens) {
    var catalog = server.catalog();
    var counts = counts(catalog);
    var states = states();
    var text = new StringBuilder();
    int tokens = NOTE_TOKENS;
    int shown = 0;
    for (var id : server.backends()) {
      var block = Block.of(line(id, catalog, counts.getOrDefault(id, 0L), states));
      tokens += block.tokens();
      if (tokens > maxTokens) {
        break;
      }
      text.append(block.text());
      shown++;
    }
    int more = server.backends().size() - shown;
    if (more > 0) {
      text.append("+").append(more).append(" more servers; raise max_tokens.\n");
    }
    return ToolResult.text(text.isEmpty() ? "No servers are configured." : text.toString());
  }

  private static String line(
      BackendId id, Catalog catalog, long tools, Map<BackendId, State> states) {
    var line = new StringBuilder("- ").append(PlainText.line(id.value())).append(": ");
    line.append(tools).append(tools == 1 ? " tool" : " tools");
    var state = states.getOrDefault(id, State.READY);
    if (MISSING.contains(state)) {
      line.append(" (").append(words(state)).append(')');
    }
    var snapshot = catalog.backends().get(id);
    var purpose = snapshot == null ? "" : ServerPurpose.of(snapshot, WIDTH);
    return purpose.isEmpty() ? line.toString() : line.append("; ").append(purpose).toString();
  }

  private static Map<BackendId, Long> counts(Catalog catalog) {
    return catalog.exposed().values().stream()
        .collect(Collectors.groupingBy(tool -> tool.tool().id().backend(), Collectors.counting()));
  }

  private Map<BackendId, State> states() {
    return server.statuses().stream()
        .collect(Collectors.toMap(BackendStatus::id, BackendStatus::state, (a, _) -> a));
  }

  /**
   * Nothing suits the needs: says so, with the nearest tools and servers and those that cannot
   * answer.
   */
  ObjectNode nothing(Found found, int maxTokens) {
    var parts = new ArrayList<String>();
    parts.add("No suitable tool found.");
    var closest = found.closest().stream().map(hit -> hit.tool().name()).distinct().toList();
    if (!closest.isEmpty()) {
      parts.add("Closest, if one will do: " + String.join(", ", closest) + ".");
    }
    var near = near(found.needs());
    if (!near.isEmpty()) {
      parts.add("Servers: " + String.join(", ", near) + " (an empty query lists all).");
    }
    var missing = missing();
    if (!missing.isEmpty()) {
      parts.add("Not available now: " + String.join(", ", missing) + ".");
    }
    return ToolResult.text(fitting(parts, maxTokens));
  }

  private static String fitting(List<String> parts, int maxTokens) {
    var text = parts.getFirst();
    for (var part : parts.subList(1, parts.size())) {
      var longer = text + "\n" + part;
      if (TokenCount.exact(longer) <= maxTokens) {
        text = longer;
      }
    }
    return text;
  }

  private List<String> missing() {
    var missing =
        server.statuses().stream()
            .filter(status -> MISSING.contains(status.state()))
            .map(status -> PlainText.line(status.id().value()) + " (" + words(status.state()) + ")")
            .toList();
    if (missing.size() <= MOST_NEAR) {
      return missing;
    }
    var shown = new ArrayList<>(missing.subList(0, MOST_NEAR));
    shown.add((missing.size() - MOST_NEAR) + " more");
    return shown;
  }

  private static String words(State state) {
    return switch (state) {
      case CONNECTING -> "connecting";
      case DOWN -> "down";
      case NEEDS_LOGIN -> "needs login";
      case READY -> "ready";
      case STOPPED -> "stopped";
    };
  }

  /** Servers whose name or purpose shares most words with the needs, then in configured order. */
  private List<String> near(List<String> needs) {
    var wanted = words(String.join(" ", needs));
    var snapshots = server.catalog().backends();
    Function<BackendId, Integer> shared =
        id -> {
          var snapshot = snapshots.get(id);
          var words =
              words(id.value() + " " + (snapshot == null ? "" : ServerPurpose.of(snapshot, WIDTH)));
          words.retainAll(wanted);
          return -words.size();
        };
    return server.backends().stream()
        .sorted(Comparator.comparing(shared))
        .limit(MOST_NEAR)
        .map(id -> PlainText.line(id.value()))
        .toList();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(List.of(NameIndex.normal(PlainText.cut(text, 1000)).split("_")));
  }
}
