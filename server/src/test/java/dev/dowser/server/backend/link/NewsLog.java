package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a listener hears. */
final class NewsLog implements BackendListener {
  private final List<String> news = new CopyOnWriteArrayList<>();
  private final List<BackendSnapshot> snapshots = new CopyOnWriteArrayList<>();
  private final List<BackendId> connections = new CopyOnWriteArrayList<>();
  private final List<String> updates = new CopyOnWriteArrayList<>();

  @Override
  public void discovered(BackendSnapshot snapshot) {
    snapshots.add(snapshot);
    news.add("discovered " + snapshot.backend() + " " + snapshot.tools().size());
  }

  @Override
  public void lost(BackendId backend) {
    news.add("lost " + backend);
  }

  @Override
  public void connected(BackendId backend) {
    connections.add(backend);
  }

  @Override
  public void resourceUpdated(BackendId backend, String uri) {
    updates.add(uri);
  }

  @Override
  public void stateChanged(BackendStatus status) {
    news.add(status.state() + " " + status.id() + " " + status.tools());
  }

  List<String> news() {
    return List.copyOf(news);
  }

  List<BackendSnapshot> snapshots() {
    return List.copyOf(snapshots);
  }

  /** How many connections and sessions began. */
  int connections() {
    return connections.size();
  }

  List<String> updates() {
    return List.copyOf(updates);
  }

  long count(String line) {
    return news.stream().filter(line::equals).count();
  }
}
