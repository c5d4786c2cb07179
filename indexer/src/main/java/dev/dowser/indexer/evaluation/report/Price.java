package dev.dowser.indexer.evaluation.report;

import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model costs, beside the latency of finding.
 *
 * @param model its name
 * @param weights its size in bytes
 * @param embedTime of one tool, all its texts, on this machine now
 */
public record Price(String model, long weights, Duration embedTime) {

  /** For people. */
  public String text() {
    return String.format(
        Locale.ROOT, "%s: %.1f MB, %.1f ms to embed a tool", model, megabytes(), milliseconds());
  }

  private double megabytes() {
    return weights / 1e6;
  }

  private double milliseconds() {
    return embedTime.toNanos() / 1e6;
  }

  void put(ObjectNode node) {
    node.put("model", model).put("megabytes", megabytes()).put("embedMsPerTool", milliseconds());
  }
}
