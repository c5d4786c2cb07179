package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.server.backend.BackendListener;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnnouncerTest {

  /** Never works. */
  private static final class Broken implements BackendListener {
    @Override
    public void discovered(BackendSnapshot snapshot) {
      throw new IllegalStateException("broken");
    }

    @Override
    public void lost(BackendId backend) {
      throw new OutOfMemoryError("scripted");
    }
  }

  @Test
  void listenerFails_theNextIsToldAllTheSame() {
    var news = new NewsLog();

    new Announcer(List.of(new Broken(), news)).lost(new BackendId("one"));

    assertThat(news.news()).containsExactly("lost one");
  }
}
