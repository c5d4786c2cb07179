package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.server.gateway.NearNames;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.text.Literal;
import dev.dowser.server.text.PlainText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Callable tools nearest to a name that does not exist: first by spelling, then by search. */
final class NearTools {
  private static final int MOST = 3;
  private static final int LONGEST_NAME = 128;

  private final VirtualServer server;
  private final ToolMemo<ToolCard> cards;

  NearTools(VirtualServer server, ToolMemo<ToolCard> cards) {
    this.server = server;
    this.cards = cards;
  }

  /** Says that the name is unknown and which are near, with their signatures. */
  String unknown(String name) {
    var near = nearest(name);
    var said =
        "Unknown tool "
            + Literal.visible("\"" + PlainText.cut(PlainText.line(name), 80) + "\"")
            + ".";
    return near.isEmpty()
        ? said + " Search with find_tool."
        : said
            + " Nearest:\n"
            + near.stream()
                .map(tool -> cards.get(tool).signature().medium())
                .collect(Collectors.joining("\n"));
  }

  /** The nearest, best first; none for a blank name. */
  List<ExposedTool> nearest(String name) {
    if (name.isBlank()) {
      return List.of();
    }
    var cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    var near = new LinkedHashSet<ExposedTool>(bySpelling(NameIndex.normal(cut)));
    if (near.size() < MOST) {
      var words = NameIndex.normal(cut).replace('_', ' ');
      var query = new ToolQuery(List.of(words.isBlank() ? cut : words), _ -> true, MOST);
      server.find(query).hits().stream().map(Hit::tool).forEach(near::add);
    }
    return near.stream().limit(MOST).toList();
  }

  private List<ExposedTool> bySpelling(String name) {
    return NearNames.among(
        name,
        server.catalog().exposed().values().stream(),
        tool -> Stream.of(tool.name(), tool.tool().offeredName()).map(NameIndex::normal));
  }
}
