package dev.dowser.server.app;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Notices, once, that every one of some backends has answered or failed for the first time. */
final class FirstAnswers implements BackendListener {
  private final Set<BackendId> backends;
  private final Runnable then;
  private final Map<BackendId, State> last = new HashMap<>();
  private boolean noticed;

  /**
   * A listener.
   *
   * @param backends the ones to wait for
   * @param then runs on the thread that brought the last answer
   */
  FirstAnswers(Collection<BackendId> backends, Runnable then) {
    this.backends = Set.copyOf(backends);
    this.then = then;
  }

  @Override
  public void discovered(BackendSnapshot snapshot) {}

  @Override
  public void lost(BackendId backend) {}

  @Override
  public void stateChanged(BackendStatus status) {
    if (backends.contains(status.id()) && isLast(status)) {
      then.run();
    }
  }

  private synchronized boolean isLast(BackendStatus status) {
    last.put(status.id(), status.state());
    if (noticed || last.size() < backends.size() || last.containsValue(State.CONNECTING)) {
      return false;
    }
    noticed = true;
    return true;
  }
}
