package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Backend;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Patience;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives every call the patience of its backend: the configured silence, and ten times as long, at
 * least five minutes, for calls that keep reporting progress.
 */
final class DeadlineBackend implements Backend {
  private static final int SILENCES = 10;
  private static final Duration LEAST_MOST = Duration.ofMinutes(5);

  private final BackendId id;
  private final PatientBackend next;
  private final Patience patience;

  DeadlineBackend(BackendId id, PatientBackend next, Duration silence) {
    this.id = id;
    this.next = next;
    var most = silence.multipliedBy(SILENCES);
    this.patience = new Patience(silence, most.compareTo(LEAST_MOST) > 0 ? most : LEAST_MOST);
  }

  @Override
  public BackendId id() {
    return id;
  }

  @Override
  public Duration silence() {
    return patience.silence();
  }

  @Override
  public CallOutcome call(String method, ObjectNode params, Caller caller) {
    return next.call(method, params, patience, caller);
  }
}
