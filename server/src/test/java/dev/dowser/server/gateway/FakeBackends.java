package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.Backends;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** Backends that answer as told and remember what they were asked. */
final class FakeBackends implements Backends {
  final List<Sent> sent = new CopyOnWriteArrayList<>();
  final BlockingQueue<Set<BackendId>> rediscovered = new LinkedBlockingQueue<>();
  volatile Function<Set<BackendId>, Map<BackendId, String>> discovery = which -> Map.of();
  volatile CallOutcome answer = new CallOutcome.Answered(Json.object());
  private final Map<BackendId, Backend> backends = new HashMap<>();
  private final List<BackendId> order = new ArrayList<>();

  FakeBackends(BackendId... ids) {
    for (var id : ids) {
      order.add(id);
      backends.put(id, new Scripted(id));
    }
  }

  record Sent(BackendId backend, String method, ObjectNode params, Caller caller) {}

  private final class Scripted implements Backend {
    private final BackendId id;

    Scripted(BackendId id) {
      this.id = id;
    }

    @Override
    public BackendId id() {
      return id;
    }

    @Override
    public Duration silence() {
      return Duration.ofSeconds(20);
    }

    @Override
    public CallOutcome call(String method, ObjectNode params, Caller caller) {
      sent.add(new Sent(id, method, params, caller));
      return answer;
    }
  }

  @Override
  public void start() {}

  @Override
  public Optional<Backend> find(BackendId id) {
    return Optional.ofNullable(backends.get(id));
  }

  @Override
  public List<BackendStatus> statuses() {
    return order.stream()
        .map(id ->
            new BackendStatus(
                id,
                BackendStatus.State.READY,
                Instant.EPOCH,
                "stdio",
                "2025-11-25",
                1,
                List.of(),
                Optional.empty()))
        .toList();
  }

  @Override
  public Map<BackendId, String> rediscover(Set<BackendId> which) {
    rediscovered.add(which);
    return discovery.apply(which);
  }

  @Override
  public void close() {}
}
