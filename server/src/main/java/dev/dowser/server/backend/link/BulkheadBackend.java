package dev.dowser.server.backend.link;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Lets only so many calls run at once; the others wait as long as they have patience. */
final class BulkheadBackend implements PatientBackend {
  private final PatientBackend next;
  private final int limit;
  private final Semaphore places;

  BulkheadBackend(PatientBackend next, int limit) {
    this.next = next;
    this.limit = limit;
    this.places = new Semaphore(limit);
  }

  @Override
  public CallOutcome call(String method, ObjectNode params, Patience patience, Caller caller) {
    if (places.tryAcquire()) {
      return callInside(method, params, patience, caller);
    }
    var began = System.nanoTime();
    if (!acquire(patience)) {
      return new CallOutcome.Unavailable("busy: " + limit + " calls are running", false);
    }
    var left = PatientBackend.less(patience, System.nanoTime() - began);
    return callInside(method, params, left, caller);
  }

  private CallOutcome callInside(
      String method, ObjectNode params, Patience patience, Caller caller) {
    try {
      return next.call(method, params, patience, caller);
    } finally {
      places.release();
    }
  }

  private boolean acquire(Patience patience) {
    try {
      return places.tryAcquire(patience.silence().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
