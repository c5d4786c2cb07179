package dev.dowser.indexer.index;

import static dev.dowser.indexer.index.testing.Catalogs.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.testing.StagedEmbedderSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FailingDiskTest {
  private static final String FULL = "No space left on device";

  @TempDir private Path data;
  private final VectorCache cache = VectorCache.inMemory();
  private boolean full;

  @Test
  void diskFull_searchesKeepWhatTheyHadAndTheStatusSaysWhy() {
    try (var index = onDiskThatFillsUp()) {
      index.apply(numbered(1, 40));
      full = true;

      assertThatThrownBy(() -> index.apply(numbered(2, 60)))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining(FULL);

      assertThat(index.status().fault()).get().asString().contains(FULL);
      assertThat(index.status().catalogVersion()).isEqualTo(1);
      assertThat(names(index, "thing number 17")).startsWith("server0_do_thing_17");
    }
  }

  @Test
  void diskHasRoomAgain_theSameCatalogIsTaken() throws IOException {
    try (var index = onDiskThatFillsUp()) {
      index.apply(numbered(1, 40));
      full = true;
      assertThatThrownBy(() -> index.apply(numbered(2, 60))).hasMessageContaining(FULL);
      assertThatThrownBy(() -> index.apply(numbered(2, 60))).hasMessageContaining(FULL);
      full = false;

      index.apply(numbered(2, 60));

      assertThat(index.status().catalogVersion()).isEqualTo(2);
      assertThat(names(index, "thing number 57")).startsWith("server2_do_thing_57");
    }
    assertThat(documents()).isEqualTo(60);
  }

  @Test
  void folderTakenAway_isMadeAnewWithTheNextCatalog() throws IOException {
    try (var index = onDisk()) {
      index.apply(numbered(1, 40));
      IOUtils.rm(data.resolve("index"));
      assertThatThrownBy(() -> index.apply(numbered(2, 60))).isInstanceOf(IndexException.class);

      index.apply(numbered(2, 60));

      assertThat(names(index, "thing number 57")).startsWith("server2_do_thing_57");
    }
    assertThat(documents()).isEqualTo(60);
  }

  @Test
  void fileInThePlaceOfTheFolder_isAFaultUntilItIsGone() throws IOException {
    try (var index = onDisk()) {
      index.apply(numbered(1, 40));
      IOUtils.rm(data.resolve("index"));
      Files.createFile(data.resolve("index"));
      assertThatThrownBy(() -> index.apply(numbered(2, 60))).isInstanceOf(IndexException.class);
      assertThatThrownBy(() -> index.apply(numbered(2, 60))).isInstanceOf(IndexException.class);
      assertThat(index.status().fault()).isPresent();
      Files.delete(data.resolve("index"));

      index.apply(numbered(2, 60));

      assertThat(index.status().catalogVersion()).isEqualTo(2);
    }
    assertThat(documents()).isEqualTo(60);
  }

  @Test
  void commit_endsTheFault() {
    try (var index = onDiskThatFillsUp()) {
      full = true;
      assertThatThrownBy(() -> index.apply(numbered(1, 40))).hasMessageContaining(FULL);
      full = false;
      index.apply(numbered(1, 40));

      index.rebuild();

      assertThat(index.status().fault()).isEmpty();
    }
  }

  private ToolIndex onDisk() {
    return ToolIndex.open(
        data.resolve("index"), cache, StagedEmbedderSource.loading(), Options.DEFAULT);
  }

  private ToolIndex onDiskThatFillsUp() {
    return new ToolIndex(
        this::storeThatFillsUp, cache, StagedEmbedderSource.loading(), Options.DEFAULT);
  }

  private DocumentStore storeThatFillsUp() {
    try {
      return new DocumentStore(new FillingDisk(new MMapDirectory(data.resolve("index"))));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private int documents() throws IOException {
    try (var directory = new MMapDirectory(data.resolve("index"));
        var reader = DirectoryReader.open(directory)) {
      return reader.numDocs();
    }
  }

  private static List<String> names(ToolIndex index, String need) {
    var query = new ToolQuery(List.of(need), _ -> true, 8);
    return index.search(query).hits().stream().map(hit -> hit.tool().name()).toList();
  }

  private final class FillingDisk extends FilterDirectory {
    private FillingDisk(Directory real) {
      super(real);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
      if (full) {
        throw new IOException(FULL);
      }
      return super.createOutput(name, context);
    }
  }
}
