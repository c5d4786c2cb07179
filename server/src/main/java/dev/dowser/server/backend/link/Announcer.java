package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener, whatever the others do with it. */
record Announcer(List<BackendListener> listeners) {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  Announcer {
    listeners = List.copyOf(listeners);
  }

  void discovered(BackendSnapshot snapshot) {
    tell(snapshot.backend(), listener -> listener.discovered(snapshot));
  }

  void lost(BackendId backend) {
    tell(backend, listener -> listener.lost(backend));
  }

  void connected(BackendId backend) {
    tell(backend, listener -> listener.connected(backend));
  }

  void resourceUpdated(BackendId backend, String uri) {
    tell(backend, listener -> listener.resourceUpdated(backend, uri));
  }

  void stateChanged(BackendStatus status) {
    tell(status.id(), listener -> listener.stateChanged(status));
  }

  private void tell(BackendId backend, Consumer<BackendListener> news) {
    for (var listener : listeners) {
      try {
        news.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.error("backend={} a listener failed; the others go on", backend, e);
      }
    }
  }
}
