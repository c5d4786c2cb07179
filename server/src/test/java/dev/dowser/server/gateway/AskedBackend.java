package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** A backend that writes down what it is asked. */
final class AskedBackend implements Backend {
  private final BackendId id;
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  volatile CallOutcome answer = new CallOutcome.Answered(Json.object());
  volatile Duration silence = Duration.ofSeconds(20);
  volatile Runnable beforeTurn = () -> {};
  volatile CountDownLatch gate = new CountDownLatch(0);

  AskedBackend(BackendId id) {
    this.id = id;
  }

  @Override
  public BackendId id() {
    return id;
  }

  @Override
  public Duration silence() {
    beforeTurn.run();
    return silence;
  }

  @Override
  public CallOutcome call(String method, ObjectNode params, Caller caller) {
    requests.add(method.replace("resources/", "") + " " + params.path("uri").asString());
    FakeIndex.pass(gate);
    return answer;
  }

  String next() throws InterruptedException {
    return String.valueOf(requests.poll(10, TimeUnit.SECONDS));
  }

  List<String> all() {
    var all = new ArrayList<String>();
    requests.drainTo(all);
    return all;
  }
}
