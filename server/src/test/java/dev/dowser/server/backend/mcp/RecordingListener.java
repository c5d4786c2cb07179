package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.ConnectionListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what happened to a connection. */
final class RecordingListener implements ConnectionListener {
  private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  @Override
  public void listsChanged() {
    changes.add("lists");
  }

  @Override
  public void renewed() {
    changes.add("renewed");
  }

  @Override
  public void resourceUpdated(String uri) {
    changes.add("updated " + uri);
  }

  @Override
  public void closed(String reason) {
    ends.add(reason);
  }

  String nextChange() throws InterruptedException {
    return String.valueOf(changes.poll(5, TimeUnit.SECONDS));
  }

  int changes() {
    return changes.size();
  }

  String nextEnd() throws InterruptedException {
    return String.valueOf(ends.poll(5, TimeUnit.SECONDS));
  }

  boolean heardOfNoEnd() {
    return ends.isEmpty();
  }
}
