package dev.dowser.server.app;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import java.util.HashMap;
import java.util.Map;

/** Notices, once, that every backend has answered or failed for the first time. */
final class FirstAnswers implements BackendListener {
  private final int backends;
  private final Runnable then;
  private final Map<BackendId, State> last = new HashMap<>();
  private boolean noticed;

  /**
   * A listener.
   *
   * @param backends how many there are
   * @param then runs on the thread that brought the last answer
   */
  FirstAnswers(int backends, Runnable then) {
    this.backends = backends;
    this.then = then;
  }

  @Override
  public void discovered(BackendSnapshot snapshot) {}

  @Override
  public void lost(BackendId backend) {}

  @Override
  public void stateChanged(BackendStatus status) {
    if (isLast(status)) {
      then.run();
    }
  }

  private synchronized boolean isLast(BackendStatus status) {
    last.put(status.id(), status.state());
    if (noticed || last.size() < backends || last.containsValue(State.CONNECTING)) {
      return false;
    }
    noticed = true;
    return true;
  }
}
