package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.Backends;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Keeps all configured backends connected and discovered, each by a link of its own. */
public final class ConnectedBackends implements Backends {
  private static final int CALLS_AT_ONCE = 256;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(4);

  /** A link and the way of a call to it. */
  private record Member(BackendLink link, Backend backend) {}

  private final Map<BackendId, Member> members = new LinkedHashMap<>();
  private final Runnable end;

  /**
   * Prepares the links; nothing runs before {@link #start()}.
   *
   * @param plans in configuration order
   * @param discovery for all
   * @param listeners told in this order
   * @param clock for what people read
   * @param random thread-safe, such as {@link java.util.Random}
   */
  public ConnectedBackends(
      List<BackendPlan> plans,
      DiscoveryPlan discovery,
      List<BackendListener> listeners,
      InstantSource clock,
      RandomGenerator random) {
    var background = new VirtualBackground();
    var around = new Surroundings(background, clock, System::nanoTime, random);
    this(plans, discovery, listeners, around, () -> background.close(CLOSE_LIMIT));
  }

  ConnectedBackends(
      List<BackendPlan> plans,
      DiscoveryPlan discovery,
      List<BackendListener> listeners,
      Surroundings around,
      Runnable end) {
    this.end = end;
    var gates = new Gates(around.background());
    var announcer = new Announcer(listeners);
    for (var plan : plans) {
      var link = new BackendLink(plan, discovery, gates, announcer, around);
      if (members.putIfAbsent(plan.id(), new Member(link, stack(link, around))) != null) {
        throw new IllegalArgumentException("two backends are called " + plan.id());
      }
    }
  }

  /** The layers of a call, outermost first. The wait for a place counts against the deadline. */
  private static Backend stack(BackendLink link, Surroundings around) {
    var plan = link.plan();
    return new LoggedBackend(
        new DeadlineBackend(
            plan.id(),
            new BulkheadBackend(
                new LinkedBackend(plan.id(), link.standing(), around.ticker()), CALLS_AT_ONCE),
            plan.callTimeout()));
  }

  @Override
  public void start() {
    members.values().forEach(member -> member.link.start());
  }

  @Override
  public Optional<Backend> find(BackendId id) {
    return Optional.ofNullable(members.get(id)).map(Member::backend);
  }

  @Override
  public List<BackendStatus> statuses() {
    return members.values().stream().map(member -> member.link.status()).toList();
  }

  @Override
  public Map<BackendId, String> rediscover(Set<BackendId> which) {
    var began = System.nanoTime();
    var failures = new LinkedHashMap<BackendId, String>();
    var answers = new LinkedHashMap<BackendLink, CompletableFuture<Optional<String>>>();
    for (var id : which.isEmpty() ? members.keySet() : which) {
      var member = members.get(id);
      if (member == null) {
        failures.put(id, "no backend is called so");
      } else {
        answers.put(member.link, member.link.rediscover());
      }
    }
    answers.forEach((link, answer) ->
        await(link.plan(), answer, began)
            .ifPresent(reason -> failures.put(link.plan().id(), reason)));
    return failures;
  }

  private static Optional<String> await(
      BackendPlan plan, CompletableFuture<Optional<String>> answer, long began) {
    var left = plan.startTimeout().toNanos() - (System.nanoTime() - began);
    try {
      return answer.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return Optional.of("no answer within " + plan.startTimeout().toSeconds() + " s");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("the wait for its answer was interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer of a link never fails", e);
    }
  }

  @Override
  public void close() {
    members.values().forEach(member -> member.link.stop());
    end.run();
  }
}
