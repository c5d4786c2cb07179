package dev.dowser.indexer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Material;
import dev.dowser.indexer.catalog.ServerCard;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What every store does. */
abstract class SnapshotStoreContract {
  static final BackendId A = new BackendId("a");
  static final BackendId B = new BackendId("b");

  abstract SnapshotStore store();

  @Test
  void nothingSaved_nothingLoaded() {
    assertThat(store().load(Set.of(A))).isEmpty();
  }

  @Test
  void savedSnapshot_comesBackStaleAndOtherwiseTheSame() {
    var store = store();
    var snapshot =
        snapshot(A, "{\"name\":\"x\",\"description\":\"\u00e9\uD83D\uDD25\",\"n\":1.10}");

    store.save(snapshot);

    assertThat(store.load(Set.of(A))).containsExactly(snapshot.asStale());
  }

  @Test
  void materialAndCapabilities_comeBackTheSame() {
    var store = store();
    var snapshot = withMaterial(snapshot(A, "{\"name\":\"x\"}"));

    store.save(snapshot);

    assertThat(store.load(Set.of(A))).containsExactly(snapshot.asStale());
  }

  @Test
  void laterSnapshot_replacesTheEarlier() {
    var store = store();
    store.save(snapshot(A, "{\"name\":\"old\"}"));
    var later = snapshot(A, "{\"name\":\"new\"}");

    store.save(later);

    assertThat(store.load(Set.of(A))).containsExactly(later.asStale());
  }

  @Test
  void backendThatIsNotConfigured_isNotLoaded() {
    var store = store();
    store.save(snapshot(A, "{\"name\":\"x\"}"));
    store.save(snapshot(B, "{\"name\":\"x\"}"));

    assertThat(store.load(Set.of(B))).extracting(BackendSnapshot::backend).containsExactly(B);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../x", "a/b", "con", "A", "a b", "a_b", ".", "\uD83D\uDD25", "n\u0000l"})
  void anyNameOfABackend_isKeptApartFromOthers(String name) {
    var store = store();
    var strange = snapshot(new BackendId(name), "{\"name\":\"x\"}");
    store.save(strange);
    store.save(snapshot(A, "{\"name\":\"y\"}"));

    assertThat(store.load(Set.of(strange.backend()))).containsExactly(strange.asStale());
  }

  @Test
  void veryLongNameOfABackend_isKept() {
    var store = store();
    var snapshot = snapshot(new BackendId("n".repeat(1_000)), "{\"name\":\"x\"}");

    store.save(snapshot);

    assertThat(store.load(Set.of(snapshot.backend()))).containsExactly(snapshot.asStale());
  }

  static BackendSnapshot withMaterial(BackendSnapshot snapshot) {
    var backend = snapshot.backend();
    var material =
        new Material(
            MaterialReader.prompts(backend, trees("{\"name\":\"greet\",\"n\":1.10}")).entries(),
            MaterialReader.resources(backend, trees("{\"uri\":\"x:a\",\"name\":\"a\"}")).entries(),
            MaterialReader.templates(backend, trees("{\"uriTemplate\":\"x:{a}\"}")).entries());
    var card = new ServerCard("s", "S", "", Set.of(Capability.PROMPTS, Capability.SUBSCRIPTIONS));
    return new BackendSnapshot(
        backend, card, snapshot.tools(), material, snapshot.leftOut(), snapshot.stale());
  }

  private static List<JsonNode> trees(String... definitions) {
    return List.of(definitions).stream().map(DefinitionText.MAPPER::readTree).toList();
  }

  static BackendSnapshot snapshot(BackendId backend, String... definitions) {
    return new BackendSnapshot(
        backend,
        new ServerCard("server", "Server", "Use it."),
        ToolReader.read(backend, trees(definitions)).tools(),
        List.of(new LeftOut("bad", "reason")),
        false);
  }
}
