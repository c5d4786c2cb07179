package dev.dowser.server.telemetry;

import static dev.dowser.server.telemetry.ServerMeters.label;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.VirtualServer;
import dev.dowser.server.telemetry.Meter.Label;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What happens on one virtual server, counted. Thread-safe. */
public final class ServerTelemetry implements ToolEvents {
  private final ServerMeters meters;
  private final FoundRanks ranks;
  private final boolean finds;
  private final TokenTally listings;
  private final Map<Mode, Timer> finding = new EnumMap<>(Mode.class);
  private final Map<Rank, Counter> called = new EnumMap<>(Rank.class);
  private final Map<Rejection, Counter> rejected = new EnumMap<>(Rejection.class);
  private final Counter refused;
  private final DistributionSummary answers;
  private final Counter definitionTokens;
  private final Counter answerTokens;
  private final Counter correctionTokens;
  private final Counter listingTokens;

  ServerTelemetry(
      ServerMeters meters,
      FoundRanks ranks,
      boolean finds,
      ListingSizes sizes,
      Executor background) {
    this.meters = meters;
    this.ranks = ranks;
    this.finds = finds;
    for (var mode : Mode.values()) {
      finding.put(mode, meters.find(mode));
    }
    for (var rank : Rank.values()) {
      called.put(rank, meters.counter(Meter.RANK, Label.RANK, rank.label()));
    }
    for (var why : Rejection.values()) {
      rejected.put(why, meters.counter(Meter.REJECTED, Label.REASON, label(why)));
    }
    this.refused = meters.counter(Meter.REFUSED);
    this.answers = meters.answer();
    this.definitionTokens = meters.counter(Meter.SHOWN, Label.KIND, "definitions");
    this.answerTokens = meters.counter(Meter.SHOWN, Label.KIND, "answers");
    this.correctionTokens = meters.counter(Meter.SHOWN, Label.KIND, "corrections");
    this.listingTokens = meters.counter(Meter.LISTING);
    this.listings = new TokenTally(sizes, background, definitionTokens, listingTokens);
  }

  /** Shows the state of the virtual server's parts as well. */
  public void watch(VirtualServer server, Supplier<IndexStatus> index, IntSupplier sessions) {
    meters.gauge(Meter.SAVED, this::saved);
    meters.gauge(Meter.TOOLS, () -> index.get().tools());
    meters.gauge(Meter.PENDING, () -> index.get().pendingVectors());
    meters.gauge(Meter.SESSIONS, sessions::getAsInt);
    for (var state : BackendStatus.State.values()) {
      meters.gauge(Meter.BACKENDS, () -> count(server, state), Label.STATE, label(state));
    }
  }

  private static long count(VirtualServer server, BackendStatus.State state) {
    return server.statuses().stream().filter(status -> status.state() == state).count();
  }

  /** Tokens that clients got to know tools by. */
  public long shown() {
    return Math.round(definitionTokens.count() + answerTokens.count() + correctionTokens.count());
  }

  /** Tokens that they did not get because not everything was listed; negative if it cost more. */
  public long saved() {
    return Math.round(listingTokens.count()) - shown();
  }

  @Override
  public void listed(Caller caller) {
    if (caller.session().map(ranks::isFirstListing).orElse(true)) {
      listings.listed();
    }
  }

  @Override
  public void answered(Caller caller, List<List<String>> shown, int tokens) {
    caller.session().ifPresent(session -> ranks.found(session, shown));
    answerTokens.increment(tokens);
    answers.record(tokens);
  }

  @Override
  public void rejected(Rejection why, int tokens) {
    counterOf(rejected, why).increment();
    correctionTokens.increment(tokens);
  }

  void ranked(RankedTools ranked, Duration took) {
    var timer = finding.get(ranked.mode());
    if (timer != null) {
      timer.record(took);
    }
    refused.increment((double) ranked.closest().stream().mapToInt(Hit::need).distinct().count());
  }

  void called(Caller caller, ExposedTool tool) {
    if (finds) {
      var rank =
          caller
              .session()
              .map(session -> Rank.of(ranks.rank(session, tool.name())))
              .orElse(Rank.UNKNOWN);
      counterOf(called, rank).increment();
    }
  }

  void ended(ExposedTool tool, String outcome, Duration took) {
    meters.call(tool.tool().id().backend().value(), outcome).record(took);
  }

  private static <K> Counter counterOf(Map<K, Counter> counters, K key) {
    var counter = counters.get(key);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + key);
    }
    return counter;
  }
}
