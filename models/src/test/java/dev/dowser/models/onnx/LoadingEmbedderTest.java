package dev.dowser.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.EmbedderState.Loading;
import dev.dowser.models.embedding.EmbedderState.Ready;
import dev.dowser.models.embedding.EmbedderState.Unavailable;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class LoadingEmbedderTest {
  private final FixedEmbedder embedder = new FixedEmbedder();
  private final CountDownLatch mayLoad = new CountDownLatch(1);
  private final BlockingQueue<EmbedderState> heard = new LinkedBlockingQueue<>();

  @Test
  void start_returnsWhileTheModelLoads() throws InterruptedException {
    try (LoadingEmbedder source = LoadingEmbedder.start("slow", slowly(() -> embedder))) {
      source.whenSettled(heard::add);

      assertThat(source.state()).isEqualTo(new Loading());
      mayLoad.countDown();
      assertThat(settled()).isEqualTo(new Ready(embedder));
      assertThat(source.state()).isEqualTo(new Ready(embedder));
    }
  }

  @Test
  void preparedModel_isLoadedWhenItIsToBegin() throws InterruptedException {
    try (var source = LoadingEmbedder.prepare("slow", slowly(() -> embedder))) {
      mayLoad.countDown();
      source.whenSettled(heard::add);
      assertThat(heard).isEmpty();

      source.startLoading();
      source.startLoading();

      assertThat(settled()).isEqualTo(new Ready(embedder));
    }
  }

  @Test
  void preparedModelThatIsClosed_neverLoads() {
    var source = LoadingEmbedder.prepare("slow", slowly(() -> embedder));

    source.close();
    source.startLoading();

    assertThat(source.state()).isInstanceOf(Unavailable.class);
  }

  @Test
  void lateListener_isToldAtOnce() throws InterruptedException {
    try (LoadingEmbedder source = LoadingEmbedder.start("fast", () -> embedder)) {
      source.whenSettled(heard::add);
      assertThat(settled()).isNotNull();

      source.whenSettled(heard::add);

      assertThat(heard).containsExactly(new Ready(embedder));
    }
  }

  @Test
  void failingListener_doesNotKeepOthersFromHearing() throws InterruptedException {
    try (LoadingEmbedder source = LoadingEmbedder.start("slow", slowly(() -> embedder))) {
      source.whenSettled(state -> {
        throw new IllegalStateException("a listener that fails");
      });
      source.whenSettled(heard::add);
      mayLoad.countDown();

      assertThat(settled()).isEqualTo(new Ready(embedder));
    }
  }

  @Test
  void brokenModel_isUnavailableWithTheReason() throws InterruptedException {
    Supplier<Embedder> broken =
        () -> {
          throw new EmbeddingException(Reason.BROKEN, "expected a model, got a cake");
        };
    try (LoadingEmbedder source = LoadingEmbedder.start("broken", broken)) {
      source.whenSettled(heard::add);

      assertThat(settled()).isEqualTo(new Unavailable("expected a model, got a cake"));
    }
  }

  @Test
  void nativeLibraryThatDoesNotLink_isUnavailable() throws InterruptedException {
    Supplier<Embedder> unlinked =
        () -> {
          throw new UnsatisfiedLinkError("no such library");
        };
    try (LoadingEmbedder source = LoadingEmbedder.start("unlinked", unlinked)) {
      source.whenSettled(heard::add);

      assertThat(settled()).asString().contains("no such library");
    }
  }

  @Test
  void closedWhileLoading_closesWhatComesLate() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    LoadingEmbedder source =
        LoadingEmbedder.start(
            "slow",
            slowly(() -> {
              begun.countDown();
              return embedder;
            }));
    source.whenSettled(heard::add);
    Thread closer = Thread.ofVirtual().start(source::close);

    assertThat(settled()).isEqualTo(new Unavailable("closed"));
    mayLoad.countDown();
    closer.join();
    begun.await();
    assertThat(source.state()).isEqualTo(new Unavailable("closed"));
    assertThatThrownBy(() -> embedder.embedQuery("x")).hasMessageContaining("CLOSED");
    assertThat(heard).isEmpty();
  }

  @Test
  void closedWhenReady_closesTheEmbedder() throws InterruptedException {
    LoadingEmbedder source = LoadingEmbedder.start("fast", () -> embedder);
    source.whenSettled(heard::add);
    assertThat(settled()).isEqualTo(new Ready(embedder));

    source.close();
    source.close();

    assertThat(source.state()).isEqualTo(new Unavailable("closed"));
    assertThatThrownBy(() -> embedder.embedQuery("x")).hasMessageContaining("CLOSED");
  }

  @Test
  void bundledModel_isUnpackedBelowTheDataFolder(@TempDir Path dataFolder)
      throws InterruptedException, IOException {
    try (LoadingEmbedder source = LoadingEmbedder.start(EmbeddingModel.miniLm(), dataFolder)) {
      source.whenSettled(heard::add);

      assertThat(settled()).isInstanceOf(Ready.class);
    }
    try (Stream<Path> models = Files.list(dataFolder.resolve("models"))) {
      assertThat(models).singleElement().asString().contains("all-minilm-l6-v2-afdb6f1a0e45");
    }
  }

  @Test
  void withoutFolder_leavesNothingOnDisk() throws InterruptedException, IOException {
    Set<Path> before = temporaryFolders();
    try (LoadingEmbedder source = LoadingEmbedder.startWithoutFolder(EmbeddingModel.miniLm())) {
      source.whenSettled(heard::add);

      assertThat(settled())
          .isInstanceOfSatisfying(
              Ready.class,
              ready -> assertThat(ready.embedder().embedQuery("x").dimensions()).isEqualTo(384));
    }
    assertThat(temporaryFolders()).isEqualTo(before);
  }

  private static Set<Path> temporaryFolders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("dowser-models"))
          .collect(Collectors.toSet());
    }
  }

  private Supplier<Embedder> slowly(Supplier<Embedder> model) {
    return () -> {
      try {
        assertThat(mayLoad.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return model.get();
    };
  }

  private @Nullable EmbedderState settled() throws InterruptedException {
    return heard.poll(20, TimeUnit.SECONDS);
  }
}
