package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.catalog.CatalogFault;
import dev.dowser.server.text.PlainText;
import java.util.HashSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators once of what a catalog has otherwise than they asked for. */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
  private static final int MOST = 20;

  private FaultLog() {}

  /** Logs what the later catalog has and the earlier had not. */
  static void tellNew(Catalog earlier, Catalog later) {
    var known = new HashSet<>(earlier.faults());
    var fresh = later.faults().stream().filter(fault -> !known.contains(fault)).toList();
    fresh.stream().limit(MOST).forEach(FaultLog::tell);
    if (fresh.size() > MOST) {
      LOG.warn(
          "{} further tools are otherwise than asked for; /status has them", fresh.size() - MOST);
    }
  }

  /** Names in them are text of backends. */
  private static void tell(CatalogFault fault) {
    var tool = PlainText.line(fault.tool().toString());
    var reason = PlainText.line(fault.reason());
    switch (fault.kind()) {
      case CLASH -> LOG.error("tool={} left out: {}", tool, reason);
      case YIELDED, OVERRIDE -> LOG.warn("tool={}: {}", tool, reason);
      case WAITING -> LOG.debug("tool={}: {}", tool, reason);
    }
  }
}
