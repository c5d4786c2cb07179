package dev.dowser.indexer.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.search.CodedVector;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorCacheTest {
  private static final String SPACE = "space";
  private static final CodedVector VECTOR = CodedVector.of(new float[] {0.6f, 0.8f, 0, 0});

  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void reopenedCache_hasWhatWasPut() {
    fill(3);

    try (var cache = open()) {
      var found = cache.get(SPACE, text(1)).orElseThrow();
      assertThat(found.values()).isEqualTo(VECTOR.values());
      assertThat(found.scale()).isEqualTo(VECTOR.scale());
      assertThat(cache.get("another space", text(1))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 30, 50, 54})
  void tornEnd_isCutOffAndTheRestKept(int missingBytes) throws IOException {
    fill(10);
    try (var file = new RandomAccessFile(file().toFile(), "rw")) {
      file.setLength(file.length() - missingBytes);
    }

    try (var cache = open()) {
      assertThat(cache.size()).isEqualTo(9);
      cache.put(SPACE, text(100), VECTOR);
    }

    try (var cache = open()) {
      assertThat(cache.size()).isEqualTo(10);
      assertThat(cache.get(SPACE, text(100))).isPresent();
    }
    assertThat(folder.resolve("vectors.set-aside")).doesNotExist();
  }

  @Test
  void damageInTheMiddle_isSetAsideAndWhatCanBeReadKept() throws IOException {
    fill(10);
    try (var file = new RandomAccessFile(file().toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write(file.read() ^ 0x55);
    }

    try (var cache = open()) {
      assertThat(cache.size()).isBetween(3, 6);
      cache.put(SPACE, text(100), VECTOR);
    }

    assertThat(folder.resolve("vectors.set-aside")).exists();
    try (var cache = open()) {
      assertThat(cache.get(SPACE, text(100))).isPresent();
    }
  }

  @Test
  void foreignFile_isSetAside() throws IOException {
    Files.writeString(file(), "This is not a cache of vectors at all.");

    try (var cache = open()) {
      assertThat(cache.size()).isZero();
      cache.put(SPACE, text(1), VECTOR);
    }

    assertThat(folder.resolve("vectors.set-aside"))
        .hasContent("This is not a cache of vectors at all.");
    try (var cache = open()) {
      assertThat(cache.size()).isEqualTo(1);
    }
  }

  @Test
  void unusedForThirtyDays_isDropped() {
    fill(4);
    pass(Duration.ofDays(20));
    try (var cache = open()) {
      assertThat(cache.get(SPACE, text(2))).isPresent();
    }

    pass(Duration.ofDays(20));

    try (var cache = open()) {
      assertThat(cache.size()).isEqualTo(1);
      assertThat(cache.get(SPACE, text(2))).isPresent();
    }
  }

  @Test
  void purge_keepsOnlyWhatIsUsed() {
    fill(4);
    try (var cache = open()) {
      cache.join(() -> assertThat(cache.get(SPACE, text(3))).isPresent());

      cache.purge();

      assertThat(cache.size()).isEqualTo(1);
    }
    try (var cache = open()) {
      assertThat(cache.get(SPACE, text(3))).isPresent();
      assertThat(cache.size()).isEqualTo(1);
    }
  }

  @Test
  void openTwice_isRefused() {
    try (var first = open()) {
      assertThat(first.size()).isZero();
      assertThatThrownBy(this::open)
          .isInstanceOf(IndexException.class)
          .hasStackTraceContaining("in use");
    }
  }

  @Test
  void killedProcess_losesNothingThatWasFlushed() throws IOException, InterruptedException {
    for (int round = 0; round < 3; round++) {
      int acknowledged = KilledProcess.run("vectors", folder, 300 + 400 * round);

      try (var cache = open()) {
        assertThat(cache.size()).isGreaterThanOrEqualTo(acknowledged);
        assertThat(cache.get(SPACE, text(acknowledged - 1))).isPresent();
      }
      assertThat(folder.resolve("vectors.set-aside")).doesNotExist();
    }
  }

  static TextHash text(int number) {
    return TextHash.of("text " + number);
  }

  private void fill(int vectors) {
    try (var cache = open()) {
      for (int i = 0; i < vectors; i++) {
        cache.put(SPACE, text(i), VECTOR);
      }
    }
  }

  private VectorCache open() {
    return VectorCache.open(folder, now::get);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private Path file() {
    return folder.resolve("vectors.bin");
  }
}
