package dev.dowser.indexer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.ToolVisibility.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogAssemblerTest {
  private static final NamingPolicy NAMING = new PrefixNaming(PrefixNaming.DEFAULT_FORMAT);

  @Test
  void anyOrderOfAnswers_givesTheSameCatalog() {
    var random = new Random(3);
    var snapshots = new ArrayList<>(snapshots(random));
    var assembler = assembler(ToolVisibility.ALL, "b3", "b1", "b0", "b2", "b4");
    var expected = described(assembler.assemble(1, inOrder(snapshots)));

    for (int i = 0; i < 50; i++) {
      Collections.shuffle(snapshots, random);
      var shuffled = snapshots.stream().map(snapshot -> shuffled(snapshot, random)).toList();

      assertThat(described(assembler.assemble(1, inOrder(shuffled)))).isEqualTo(expected);
    }
  }

  @Test
  void backendsStandInConfigurationOrder() {
    var catalog =
        assembler(ToolVisibility.ALL, "z", "a")
            .assemble(7, inOrder(List.of(snapshot("a", "x"), snapshot("z", "x"))));

    assertThat(catalog.backends().keySet()).extracting(BackendId::value).containsExactly("z", "a");
    assertThat(catalog.version()).isEqualTo(7);
  }

  @Test
  void backendOfAnotherVirtualServer_isIgnored() {
    var catalog =
        assembler(ToolVisibility.ALL, "a")
            .assemble(1, inOrder(List.of(snapshot("a", "x"), snapshot("other", "x"))));

    assertThat(catalog.exposed().keySet()).containsExactly("a_x");
    assertThat(catalog.backends()).hasSize(1);
  }

  @Test
  void hiddenTool_isNotExposedButStaysInItsSnapshot() {
    var a = new BackendId("a");
    var visibility = new ToolVisibility(Map.of(a, new Rule(List.of("sh*"), false)), false, true);

    var catalog =
        assembler(visibility, "a").assemble(1, inOrder(List.of(snapshot("a", "show", "hide"))));

    assertThat(catalog.exposed().keySet()).containsExactly("a_show");
    assertThat(catalog.find(new ToolId(a, "hide"))).isEmpty();
    assertThat(catalog.backends().firstEntry().getValue().tools()).hasSize(2);
  }

  @Test
  void toolsThatMeet_areReported() {
    var catalog =
        assembler(ToolVisibility.ALL, "a", "a_b")
            .assemble(1, inOrder(List.of(snapshot("a", "b_c"), snapshot("a_b", "c"))));

    assertThat(catalog.exposed()).isEmpty();
    assertThat(catalog.leftOut()).extracting(LeftOut::name).containsExactly("a/b_c", "a_b/c");
  }

  @Test
  void staleSnapshot_givesStaleTools() {
    var catalog =
        assembler(ToolVisibility.ALL, "a")
            .assemble(1, inOrder(List.of(snapshot("a", "x").asStale())));

    assertThat(catalog.find("a_x")).get().matches(ExposedTool::stale);
  }

  private static CatalogAssembler assembler(ToolVisibility visibility, String... order) {
    return new CatalogAssembler(NAMING, visibility, Stream.of(order).map(BackendId::new).toList());
  }

  private static Map<BackendId, BackendSnapshot> inOrder(List<BackendSnapshot> snapshots) {
    var map = new LinkedHashMap<BackendId, BackendSnapshot>();
    snapshots.forEach(snapshot -> map.put(snapshot.backend(), snapshot));
    return map;
  }

  /** Everything a catalog tells, except the order of a backend's own list. */
  private static List<Object> described(Catalog catalog) {
    return List.of(
        catalog.version(),
        List.copyOf(catalog.backends().keySet()),
        List.copyOf(catalog.exposed().values()),
        catalog.leftOut());
  }

  private static List<BackendSnapshot> snapshots(Random random) {
    return IntStream.range(0, 5)
        .mapToObj(b ->
            snapshot(
                "b" + b,
                random
                    .ints(40, 0, 30)
                    .mapToObj(i -> i % 3 == 0 ? "do " + i / 6 : "do_" + i)
                    .distinct()
                    .toArray(String[]::new)))
        .toList();
  }

  private static BackendSnapshot shuffled(BackendSnapshot snapshot, Random random) {
    var tools = new ArrayList<>(snapshot.tools());
    Collections.shuffle(tools, random);
    return new BackendSnapshot(
        snapshot.backend(), snapshot.card(), tools, snapshot.leftOut(), snapshot.stale());
  }

  private static BackendSnapshot snapshot(String backend, String... names) {
    var id = new BackendId(backend);
    var tools =
        Stream.of(names)
            .map(name -> new Tool(new ToolId(id, name), "", "", List.of(), false, "{}"))
            .toList();
    return new BackendSnapshot(id, ServerCard.UNKNOWN, tools, List.of(), false);
  }
}
