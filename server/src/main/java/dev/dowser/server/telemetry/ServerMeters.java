package dev.dowser.server.telemetry;

import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.server.telemetry.Meter.Label;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes the meters of one virtual server; each is made once. */
final class ServerMeters {
  private static final Duration[] FIND_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(8),
    Duration.ofMillis(15),
    Duration.ofMillis(30),
    Duration.ofMillis(100),
    Duration.ofSeconds(1)
  };
  private static final double[] ANSWER_BUCKETS = {50, 100, 200, 300, 500, 700, 1_000, 2_000, 5_000};

  private final MeterRegistry registry;
  private final String server;
  private final Map<CallKey, Timer> calls = new ConcurrentHashMap<>();

  ServerMeters(MeterRegistry registry, String server) {
    this.registry = registry;
    this.server = server;
  }

  private record CallKey(String backend, String outcome) {}

  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private Tags tags(String... more) {
    return Tags.of(Label.SERVER, server).and(more);
  }

  Counter counter(Meter meter, String... labels) {
    var builder = Counter.builder(meter.id()).description(meter.help()).tags(tags(labels));
    return (meter.unit().isEmpty() ? builder : builder.baseUnit(meter.unit())).register(registry);
  }

  void gauge(Meter meter, Supplier<Number> value, String... labels) {
    var builder = Gauge.builder(meter.id(), value).description(meter.help()).tags(tags(labels));
    var _ = (meter.unit().isEmpty() ? builder : builder.baseUnit(meter.unit())).register(registry);
  }

  Timer find(Mode mode) {
    return Timer.builder(Meter.FIND.id())
        .description(Meter.FIND.help())
        .tags(tags(Label.MODE, label(mode)))
        .serviceLevelObjectives(FIND_BUCKETS)
        .register(registry);
  }

  DistributionSummary answer() {
    return DistributionSummary.builder(Meter.ANSWER.id())
        .description(Meter.ANSWER.help())
        .baseUnit(Meter.ANSWER.unit())
        .tags(tags())
        .serviceLevelObjectives(ANSWER_BUCKETS)
        .register(registry);
  }

  Timer call(String backend, String outcome) {
    return calls.computeIfAbsent(
        new CallKey(backend, outcome),
        key ->
            Timer.builder(Meter.CALL.id())
                .description(Meter.CALL.help())
                .tags(tags(Label.BACKEND, key.backend(), Label.OUTCOME, key.outcome()))
                .register(registry));
  }
}
