package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.BackendId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a backend sends against the protocol: the first few as warnings, then only in debug.
 */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
  private static final int LOUD = 5;
  private static final int SHOWN = 200;

  private final BackendId backend;
  private final AtomicInteger count = new AtomicInteger();

  Complaints(BackendId backend) {
    this.backend = backend;
  }

  void about(String fault, byte[] text) {
    about(fault, new String(text, 0, Math.min(text.length, SHOWN), StandardCharsets.UTF_8));
  }

  void about(String fault, String text) {
    var shown = text.substring(0, Math.min(text.length(), SHOWN));
    var number = count.incrementAndGet();
    if (number > LOUD) {
      LOG.debug("Skipped a message of backend={} fault={} text={}", backend, fault, shown);
    } else {
      LOG.warn(
          "Skipped a message of backend={} fault={} text={}{}",
          backend,
          fault,
          shown,
          number == LOUD ? " (further ones are logged in debug only)" : "");
    }
  }
}
