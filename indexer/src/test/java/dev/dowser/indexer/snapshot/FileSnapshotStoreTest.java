package dev.dowser.indexer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.ServerCard;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSnapshotStoreTest extends SnapshotStoreContract {
  private static final BackendSnapshot SNAPSHOT = snapshot(A, "{\"name\":\"x\"}");

  @TempDir private Path home;

  @Override
  SnapshotStore store() {
    return store("one");
  }

  private SnapshotStore store(String fingerprint) {
    return new FileSnapshotStore(home.resolve("catalog"), Map.of(A, fingerprint));
  }

  @Test
  void otherProcess_readsWhatThisOneSaved() {
    store().save(SNAPSHOT);

    assertThat(store().load(Set.of(A))).containsExactly(SNAPSHOT.asStale());
  }

  @Test
  void fileOfAVersionThatKnewToolsAlone_isStillLoaded() throws IOException {
    store().save(SNAPSHOT);
    Files.writeString(
        file(),
        """
        {"format":"dowser-snapshot-1","backend":"a","fingerprint":"one",
         "card":{"name":"server","title":"Server","instructions":"Use it."},
         "tools":[{"name":"x"}],"leftOut":[{"name":"bad","reason":"reason"}]}
        """);

    assertThat(store().load(Set.of(A))).containsExactly(SNAPSHOT.asStale());
  }

  @Test
  void backendWithOtherSettings_hasNoLastKnownAnswer() throws IOException {
    store("one").save(SNAPSHOT);

    assertThat(store("two").load(Set.of(A))).isEmpty();
    assertThat(names()).singleElement().asString().endsWith(".json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{\"format\":\"dowser-snapshot-1\",\"backend\":\"a\",\"finger",
        "[]",
        "{\"format\":\"other\",\"backend\":\"a\"}",
        "{\"format\":\"dowser-snapshot-1\",\"backend\":\"b\"}",
        "{\"format\":\"dowser-snapshot-1\",\"backend\":\"a\",\"fingerprint\":\"one\"}",
      })
  void fileThatIsNotASnapshot_isSetAside(String content) throws IOException {
    store().save(SNAPSHOT);
    Files.writeString(file(), content);

    assertThat(store().load(Set.of(A))).isEmpty();
    assertThat(names()).singleElement().asString().endsWith(".json.corrupt");
  }

  @Test
  void fileThatWasSetAside_isWrittenAnew() throws IOException {
    store().save(SNAPSHOT);
    Files.writeString(file(), "{");
    var store = store();
    store.load(Set.of(A));

    store.save(SNAPSHOT);

    assertThat(store().load(Set.of(A))).containsExactly(SNAPSHOT.asStale());
  }

  @Test
  void oneBadFile_doesNotHideTheOthers() throws IOException {
    store().save(SNAPSHOT);
    Files.writeString(file(), "{");
    store().save(snapshot(B, "{\"name\":\"y\"}"));

    assertThat(store().load(Set.of(A, B))).extracting(BackendSnapshot::backend).containsExactly(B);
  }

  @Test
  void fileOverTheLimit_isSetAsideUnread() throws IOException {
    store().save(SNAPSHOT);
    try (var file = new RandomAccessFile(file().toFile(), "rw")) {
      file.setLength(FileSnapshotStore.MAX_BYTES + 1L);
    }

    assertThat(store().load(Set.of(A))).isEmpty();
    assertThat(names()).singleElement().asString().endsWith(".corrupt");
  }

  @Test
  void sameContent_isNotWrittenAgain() throws IOException {
    var store = store();
    store.save(SNAPSHOT);
    var longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file(), longAgo);

    store.save(snapshot(A, "{\"name\":\"x\"}"));

    assertThat(Files.getLastModifiedTime(file())).isEqualTo(longAgo);
  }

  @Test
  void sameContentAsLoaded_isNotWrittenAgain() throws IOException {
    store().save(SNAPSHOT);
    var longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(file(), longAgo);
    var restarted = store();
    restarted.load(Set.of(A));

    restarted.save(SNAPSHOT);

    assertThat(Files.getLastModifiedTime(file())).isEqualTo(longAgo);
  }

  @Test
  void draftOfACrash_isRemoved() throws IOException {
    store().save(SNAPSHOT);
    Files.writeString(file().resolveSibling("draft-123.tmp"), "half");

    store().load(Set.of(A));

    assertThat(names()).singleElement().asString().endsWith(".json");
  }

  @Test
  void folderThatCannotBeMade_savesNothingAndGoesOn() throws IOException {
    Files.writeString(home.resolve("catalog"), "in the way");
    var store = store();

    store.save(SNAPSHOT);

    assertThat(store.load(Set.of(A))).isEmpty();
  }

  @Test
  void halfAnEmojiInTheCard_isReplaced() {
    var card = new ServerCard("n", "t", "cut \uD83D");
    var store = store();

    store.save(new BackendSnapshot(A, card, List.of(), List.of(new LeftOut("\uDD25", "r")), false));

    assertThat(store.load(Set.of(A)))
        .singleElement()
        .extracting(snapshot -> snapshot.card().instructions())
        .isEqualTo("cut \uFFFD");
  }

  private Path file() throws IOException {
    try (var files = Files.list(home.resolve("catalog"))) {
      return files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(home.resolve("catalog"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
