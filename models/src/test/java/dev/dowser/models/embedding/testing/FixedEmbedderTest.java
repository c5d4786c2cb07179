package dev.dowser.models.embedding.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FixedEmbedderTest extends EmbedderContract {
  private final FixedEmbedder embedder = new FixedEmbedder();

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  @Override
  protected Embedder freshEmbedder() {
    return new FixedEmbedder();
  }

  @Test
  void sharedWords_bringTextsNearer() {
    var embeddings =
        embedder.embedDocuments(
            List.of("create an issue", "create a new issue", "resize an image"));

    assertThat(cosine(embeddings.get(0), embeddings.get(1)))
        .isGreaterThan(cosine(embeddings.get(0), embeddings.get(2)));
  }

  @Test
  void toldToFail_failsUntilItRecovers() {
    embedder.failWith(Reason.BUSY);

    assertThatThrownBy(() -> embedder.embedQuery("x")).hasMessageContaining("BUSY");
    assertThat(embedder.embeddedQueries()).isEmpty();
    embedder.recover();
    assertThat(embedder.embedQuery("x").dimensions()).isEqualTo(64);
  }

  @Test
  void stagedSource_tellsListenersOnceWhenItSettles() {
    StagedEmbedderSource source = StagedEmbedderSource.loading();
    List<EmbedderState> heard = new ArrayList<>();
    source.whenSettled(heard::add);

    source.becomeReady(embedder);
    source.whenSettled(heard::add);

    assertThat(heard)
        .containsExactly(new EmbedderState.Ready(embedder), new EmbedderState.Ready(embedder));
  }
}
