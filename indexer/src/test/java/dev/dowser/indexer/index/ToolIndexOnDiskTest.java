package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.catalog;
import static dev.dowser.indexer.index.testing.Catalogs.numbered;
import static dev.dowser.indexer.index.testing.Catalogs.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.search.RankedTools.Mode;
import dev.dowser.indexer.search.RankingParameters;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.EmbedderSource;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToolIndexOnDiskTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path data;
  private final FixedEmbedder embedder = new FixedEmbedder();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void restartWithTheSameCatalog_writesAndEmbedsNothing() throws IOException, InterruptedException {
    run(index -> assertThat(index.awaitVectors(LONG)).isTrue());
    var files = files();
    int embedded = embedder.embeddedDocuments().size();

    run(index -> {
      assertThat(index.awaitVectors(Duration.ofSeconds(1))).isTrue();
      assertThat(index.search(query("thing number 17")).mode()).isEqualTo(Mode.HYBRID);
    });

    assertThat(files()).isEqualTo(files);
    assertThat(embedder.embeddedDocuments()).hasSize(embedded);
  }

  @Test
  void damagedIndex_isSetAsideAndBuiltAnew() throws IOException, InterruptedException {
    run(index -> assertThat(index.awaitVectors(LONG)).isTrue());
    for (Path file : files().keySet()) {
      if (!file.getFileName().toString().equals("write.lock")) {
        damage(file);
      }
    }

    run(index -> assertThat(names(index, "thing number 17")).startsWith("server0_do_thing_17"));

    assertThat(data.resolve("index.set-aside")).isDirectory();
  }

  @Test
  void flippedBitInOneFile_isSeenWhenOpening() throws IOException, InterruptedException {
    run(index -> assertThat(index.awaitVectors(LONG)).isTrue());
    var largest =
        files().keySet().stream()
            .filter(file -> file.toString().endsWith(".cfs"))
            .findFirst()
            .orElseThrow();
    damage(largest);

    run(index -> assertThat(names(index, "thing number 17")).startsWith("server0_do_thing_17"));

    assertThat(data.resolve("index.set-aside")).isDirectory();
  }

  @Test
  void foreignIndex_isSetAside() throws IOException, InterruptedException {
    try (var directory = new MMapDirectory(data.resolve("index"));
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
      writer.commit();
    }

    run(index -> assertThat(names(index, "thing number 17")).startsWith("server0_do_thing_17"));

    assertThat(data.resolve("index.set-aside")).isDirectory();
  }

  @Test
  void indexOfAnotherVersion_isEmptied() throws IOException, InterruptedException {
    try (var directory = new MMapDirectory(data.resolve("index"));
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.addDocument(new Document());
      writer.setLiveCommitData(Map.of("dowser.format", "0/0").entrySet());
      writer.commit();
    }

    run(index -> assertThat(names(index, "thing number 17")).startsWith("server0_do_thing_17"));

    assertThat(data.resolve("index.set-aside")).doesNotExist();
    assertThat(documents()).isEqualTo(40);
  }

  @Test
  void openTwice_isRefused() throws IOException, InterruptedException {
    run(_ -> assertThatThrownBy(() -> run(_ -> {})).hasMessageContaining("in use"));
  }

  @Test
  void toolHiddenForThirtyDays_losesItsDocument() throws IOException, InterruptedException {
    run(_ -> {});
    run(index -> index.apply(catalog(2, tool("server0", "do_thing_17", "It."))));
    assertThat(documents()).isEqualTo(40);

    now.updateAndGet(before -> before.plus(Duration.ofDays(40)));
    try (var cache = VectorCache.inMemory();
        var index = open(cache)) {
      index.apply(catalog(2, tool("server0", "do_thing_17", "It.")));
    }

    assertThat(documents()).isEqualTo(1);
  }

  @Test
  void rebuild_dropsWhatIsHidden() throws IOException, InterruptedException {
    run(index -> {
      index.awaitVectors(LONG);
      index.apply(catalog(2, tool("server0", "do_thing_17", "It.")));
      index.awaitVectors(LONG);
      long embedded = index.status().embedded();
      index.rebuild();
      assertThat(names(index, "thing 17")).containsExactly("server0_do_thing_17");
      assertThat(index.status().embedded()).isEqualTo(embedded);
    });

    assertThat(documents()).isEqualTo(1);
  }

  @Test
  void rebuildWhileTheModelLoads_keepsTheVectors() throws IOException, InterruptedException {
    run(index -> assertThat(index.awaitVectors(LONG)).isTrue());

    try (var cache = VectorCache.open(data.resolve("vectors"));
        var index = open(cache, StagedEmbedderSource.loading())) {
      int kept = cache.size();
      index.apply(numbered(1, 40));
      index.rebuild();
      assertThat(cache.size()).isEqualTo(kept).isPositive();
    }
  }

  @Test
  void killedDuringCommits_losesNothingCommitted() throws IOException, InterruptedException {
    for (int round = 0; round < 3; round++) {
      int committed = KilledProcess.run("documents", data.resolve("index"), 8 + 7 * round);

      try (var store = DocumentStore.open(data.resolve("index"));
          var reader = store.reader()) {
        assertThat(reader.numDocs()).isGreaterThanOrEqualTo(committed);
      }
      assertThat(data.resolve("index.set-aside")).doesNotExist();
    }
  }

  private void run(Work work) throws IOException, InterruptedException {
    try (var cache = VectorCache.open(data.resolve("vectors"));
        var index = open(cache)) {
      index.apply(numbered(1, 40));
      work.with(index);
    }
  }

  private ToolIndex open(VectorCache cache) {
    return open(cache, StagedEmbedderSource.ready(embedder));
  }

  private ToolIndex open(VectorCache cache, EmbedderSource source) {
    return ToolIndex.open(
        data.resolve("index"), cache, source, new Options(RankingParameters.DEFAULT, now::get));
  }

  private int documents() throws IOException {
    try (var directory = new MMapDirectory(data.resolve("index"));
        var reader = DirectoryReader.open(directory)) {
      return reader.numDocs();
    }
  }

  private Map<Path, Long> files() throws IOException {
    var files = new TreeMap<Path, Long>();
    try (var all = Files.newDirectoryStream(data.resolve("index"))) {
      for (Path file : all) {
        files.put(file, Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }

  private static void damage(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(file.length() / 2);
      int there = file.read();
      file.seek(file.length() / 2);
      file.write(there ^ 0x10);
    }
  }

  private static List<String> names(ToolIndex index, String need) {
    return index.search(query(need)).hits().stream().map(hit -> hit.tool().name()).toList();
  }

  private static ToolQuery query(String need) {
    return new ToolQuery(List.of(need), _ -> true, 8);
  }

  private interface Work {
    void with(ToolIndex index) throws IOException, InterruptedException;
  }
}
