package dev.dowser.server.metatools;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.text.PlainText;
import dev.dowser.server.text.TokenCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the backends and what they are good for, in configuration order, within a token budget. A
 * backend's purpose is taken from the first catalog that knows it and then kept for the life of the
 * process: the text must not change while servers come and go, or clients would lose their prompt
 * cache. Thread-safe.
 */
final class Overview {
  private static final String START = "Servers: ";
  private static final int WIDEST = 80;
  private static final int NARROWEST = 16;
  private static final int END_TOKENS = 8;

  private final VirtualServer server;
  private final int budget;
  private final Object lock = new Object();
  // Guarded by lock.
  private final Map<BackendId, String> purposes = new HashMap<>();
  private int textOf = -1;
  private String text = "";

  Overview(VirtualServer server, int budget) {
    this.server = server;
    this.budget = budget;
  }

  /** The overview as far as backends are known; empty without a budget. */
  String text() {
    if (budget == 0) {
      return "";
    }
    var catalog = server.catalog();
    synchronized (lock) {
      learn(catalog);
      if (textOf != purposes.size()) {
        text = written();
        textOf = purposes.size();
      }
      return text;
    }
  }

  private void learn(Catalog catalog) {
    catalog
        .backends()
        .forEach((id, snapshot) ->
            purposes.computeIfAbsent(id, _ -> ServerPurpose.of(snapshot, WIDEST)));
  }

  private String written() {
    var backends = server.backends();
    if (backends.isEmpty()) {
      return "";
    }
    for (int width = WIDEST; width >= NARROWEST; width -= 8) {
      var complete = START + String.join("; ", entries(backends, width)) + ".";
      if (TokenCount.estimate(complete) <= budget) {
        return complete;
      }
    }
    return names(backends);
  }

  private List<String> entries(List<BackendId> backends, int width) {
    return backends.stream()
        .map(id -> {
          var purpose = withoutStop(PlainText.cut(purposes.getOrDefault(id, ""), width));
          var name = PlainText.line(id.value());
          return purpose.isEmpty() ? name : name + " (" + purpose + ")";
        })
        .toList();
  }

  private static String withoutStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private String names(List<BackendId> backends) {
    var names = new StringBuilder(START);
    int tokens = TokenCount.estimate(START) + END_TOKENS;
    int shown = 0;
    for (var id : backends) {
      var next = (shown == 0 ? "" : ", ") + PlainText.line(id.value());
      tokens += TokenCount.estimate(next);
      if (tokens > budget) {
        break;
      }
      names.append(next);
      shown++;
    }
    if (shown == backends.size()) {
      return names.append('.').toString();
    }
    return shown == 0 ? "" : names + " and " + (backends.size() - shown) + " more.";
  }
}
