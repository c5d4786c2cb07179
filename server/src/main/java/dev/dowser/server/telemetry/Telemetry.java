package dev.dowser.server.telemetry;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The meters of the process. Thread-safe. */
public final class Telemetry implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final InstantSource clock;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("dowser-token-count").factory());

  /** Meters that count from zero. */
  public Telemetry(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The meters of a virtual server. Asked again with the same name, it counts on the same ones.
   *
   * @param name of the virtual server
   * @param finds whether its clients find tools, so that called tools have a rank
   * @param sizes of its listings
   */
  public ServerTelemetry server(String name, boolean finds, ListingSizes sizes) {
    var ranks = new FoundRanks(clock);
    return new ServerTelemetry(new ServerMeters(registry, name), ranks, finds, sizes, background);
  }

  /** All meters in Prometheus' text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  /** Counts no more. */
  @Override
  public void close() {
    background.shutdownNow();
    registry.close();
  }
}
