package dev.dowser.indexer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.Offers.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every policy, however backends answer, fail, and come back. */
class NamingPropertiesTest {
  private static final List<BackendId> ORDER = Offers.order(6);

  enum Policy {
    PREFIX,
    PRIORITY,
    MANUAL,
    AUTO;

    CatalogAssembler assembler() {
      return new CatalogAssembler(naming(), ToolVisibility.ALL, ORDER);
    }

    private NamingPolicy naming() {
      var format = PrefixNaming.DEFAULT_FORMAT;
      return switch (this) {
        case PREFIX -> new PrefixNaming(format);
        case PRIORITY -> new PriorityNaming(List.of(ORDER.get(3), ORDER.get(1)), format);
        case MANUAL -> new PrefixNaming("");
        case AUTO -> new AutoNaming(format, new Kept());
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyOrderAndTimingOfAnswers_endsWithTheSameNames(Policy policy) {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var snapshots = Offers.clashing(random);
      var expected = described(policy.assembler().assemble(1, snapshots));

      for (int i = 0; i < 5; i++) {
        assertThat(described(answering(policy.assembler(), snapshots, random))).isEqualTo(expected);
      }
    }
  }

  /** Backends answer one after the other or several at once, each catalog is made. */
  private static Catalog answering(
      CatalogAssembler assembler, Map<BackendId, BackendSnapshot> snapshots, Random random) {
    var coming = new ArrayList<>(snapshots.keySet());
    Collections.shuffle(coming, random);
    var present = new HashMap<BackendId, BackendSnapshot>();
    var heard = new HashSet<BackendId>();
    var catalog = Catalog.empty();
    while (!coming.isEmpty()) {
      for (int batch = 1 + random.nextInt(3); batch > 0 && !coming.isEmpty(); batch--) {
        var id = coming.removeLast();
        heard.add(id);
        present.put(id, snapshots.get(id));
      }
      catalog = assembler.assemble(catalog.version() + 1, present, heard);
    }
    return catalog;
  }

  @ParameterizedTest
  @EnumSource
  void everyExposedNameIsValidUniqueAndOneTools(Policy policy) {
    for (int seed = 0; seed < 200; seed++) {
      var snapshots = Offers.clashing(new Random(seed));
      var catalog = policy.assembler().assemble(1, snapshots);
      var offered =
          snapshots.values().stream()
              .flatMap(snapshot -> snapshot.tools().stream())
              .collect(Collectors.toCollection(ArrayList::new));

      assertThat(catalog.exposed())
          .allSatisfy((name, tool) -> {
            assertThat(name).isEqualTo(tool.name()).matches("[A-Za-z0-9_-]{1,64}");
            assertThat(Set.of("find_tool", "call_tool")).doesNotContain(name);
          });
      var accounted =
          Stream.concat(
              catalog.exposed().values().stream().map(tool -> tool.tool().id()),
              catalog.faults().stream().map(CatalogFault::tool));
      assertThat(accounted).containsExactlyInAnyOrderElementsOf(ids(offered));
    }
  }

  private static List<ToolId> ids(List<Tool> tools) {
    return tools.stream().map(Tool::id).toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"PREFIX", "AUTO"})
  void backendsComeAndGo_noNameEverMeansAnotherTool(Policy policy) {
    var random = new Random(5);
    var assembler = policy.assembler();
    var snapshots = Offers.clashing(random);
    var meant = new HashMap<String, ToolId>();
    var had = new HashMap<ToolId, String>();
    assembler.assemble(1, snapshots);
    for (int i = 0; i < 300; i++) {
      var present = new HashMap<>(snapshots);
      present.keySet().removeIf(any -> random.nextInt(3) == 0);
      assembler
          .assemble(2 + i, present)
          .exposed()
          .forEach((name, tool) -> {
            assertThat(meant.merge(name, tool.tool().id(), (before, now) -> before))
                .isEqualTo(tool.tool().id());
            if (policy == Policy.AUTO) {
              assertThat(had.merge(tool.tool().id(), name, (before, now) -> before))
                  .isEqualTo(name);
            }
          });
    }
  }

  private static List<Object> described(Catalog catalog) {
    return List.of(List.copyOf(catalog.exposed().values()), catalog.faults());
  }
}
