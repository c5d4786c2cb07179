package dev.dowser.indexer.catalog;

import static dev.dowser.indexer.catalog.Offers.candidates;
import static dev.dowser.indexer.catalog.Offers.names;
import static dev.dowser.indexer.catalog.Offers.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.CatalogFault.Kind;
import dev.dowser.indexer.catalog.NamingPolicy.NamedCandidate;
import dev.dowser.indexer.catalog.Offers.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AutoNamingTest {
  private final Kept memory = new Kept();

  private AutoNaming naming() {
    return new AutoNaming(PrefixNaming.DEFAULT_FORMAT, memory);
  }

  @Test
  void firstClaimantIsBare_laterOnesGetThePrefix() {
    assertThat(names(naming().name(candidates("a/x", "b/x", "b/y"))))
        .isEqualTo(Map.of("x", "a/x", "b_x", "b/x", "y", "b/y"));
  }

  @Test
  void firstGoesAndComesBack_noNameChanges() {
    var naming = naming();
    naming.name(candidates("a/x", "b/x"));

    assertThat(names(naming.name(candidates("b/x")))).isEqualTo(Map.of("b_x", "b/x"));
    assertThat(names(naming.name(candidates("a/x", "b/x"))))
        .isEqualTo(Map.of("x", "a/x", "b_x", "b/x"));
  }

  @Test
  void newcomerThatStandsBefore_takesNoName() {
    var naming = naming();
    naming.name(candidates("b/x"));

    assertThat(names(naming.name(candidates("a/x", "b/x"))))
        .isEqualTo(Map.of("a_x", "a/x", "x", "b/x"));
  }

  @Test
  void nameOfAToolThatIsAway_isNotGivenToAnother() {
    var naming = naming();
    naming.name(candidates("a/x"));

    assertThat(names(naming.name(candidates("b/x")))).isEqualTo(Map.of("b_x", "b/x"));
  }

  @Test
  void oneOfTenCopiesGoes_theOthersKeepTheirNames() {
    var copies =
        Stream.iterate(0, i -> i + 1)
            .limit(10)
            .map(i -> "k8s-" + i + "/pods")
            .toArray(String[]::new);
    var naming = naming();
    var all = names(naming.name(candidates(copies)));

    for (String gone : copies) {
      var rest = Stream.of(copies).filter(one -> !one.equals(gone)).toArray(String[]::new);
      assertThat(all).containsAllEntriesOf(names(naming.name(candidates(rest)))).hasSize(10);
    }
  }

  @Test
  void copiesJoinLeaveAndMove_whateverTheOrder_noToolChangesItsName() {
    for (int seed = 0; seed < 100; seed++) {
      var random = new Random(seed);
      var memory = new Kept();
      var naming = new AutoNaming(PrefixNaming.DEFAULT_FORMAT, memory);
      var given = new HashMap<String, String>();
      for (int step = 0; step < 30; step++) {
        if (random.nextInt(8) == 0) {
          naming = new AutoNaming(PrefixNaming.DEFAULT_FORMAT, memory);
        }
        var present = someOfTen(random);
        var names = names(naming.name(candidates(present)));

        assertThat(names.values()).containsExactlyInAnyOrder(present);
        names.forEach((name, tool) -> assertThat(given.putIfAbsent(tool, name)).isIn(null, name));
      }
      assertThat(given.values()).doesNotHaveDuplicates();
    }
  }

  /** Some copies of one server in some order of the configuration, each with its two tools. */
  private static String[] someOfTen(Random random) {
    var copies = new ArrayList<>(IntStream.range(0, 10).boxed().toList());
    copies.removeIf(_ -> random.nextInt(3) == 0);
    Collections.shuffle(copies, random);
    return copies.stream()
        .flatMap(i -> Stream.of("k8s-" + i + "/pods", "k8s-" + i + "/logs"))
        .toArray(String[]::new);
  }

  @Test
  void restart_keepsAllNames() {
    var before = names(naming().name(candidates("b/x")));
    before.putAll(names(naming().name(candidates("a/x", "b/x"))));

    assertThat(names(naming().name(candidates("a/x", "b/x")))).isEqualTo(before);
  }

  @Test
  void nothingNew_nothingIsWritten() {
    var naming = naming();
    naming.name(candidates("a/x"));
    naming.name(candidates("a/x"));

    assertThat(memory.times).isEqualTo(1);
  }

  @Test
  void newToolWhileAnEarlierBackendIsAwaited_waits() {
    var naming = naming();
    naming.name(candidates("b/old"));

    var named =
        naming.name(
            List.of(
                new NamedCandidate(tool("b/new"), false, false),
                new NamedCandidate(tool("b/old"), false, false)));

    assertThat(names(named)).isEqualTo(Map.of("old", "b/old"));
    assertThat(named.faults()).singleElement().matches(fault -> fault.kind() == Kind.WAITING);
    assertThat(memory.names).hasSize(1);
  }

  @Test
  void bareAndPrefixedTaken_theToolIsMarked() {
    var names = names(naming().name(candidates("a/b_x", "a/x", "b/x")));

    assertThat(names).containsEntry("b_x", "a/b_x").containsEntry("x", "a/x").hasSize(3);
    assertThat(names.keySet()).anyMatch(name -> name.matches("b_x_[0-9a-f]{8}"));
  }

  @Test
  void strangeNames_areRepaired() {
    var names = names(naming().name(candidates("a/do it", "a/find_tool", "a/" + "x".repeat(99))));

    assertThat(names)
        .containsEntry("do_it", "a/do it")
        .doesNotContainKey("find_tool")
        .hasSize(3)
        .allSatisfy((name, id) -> assertThat(name).matches("[A-Za-z0-9_-]{1,64}"));
  }

  @Test
  void nameThatIsReservedNow_isGivenAnew() {
    naming().name(candidates("a/read_result", "a/x"));
    assertThat(memory.names).extracting(GivenName::name).contains("read_result");

    var reserving =
        new AutoNaming(PrefixNaming.DEFAULT_FORMAT, memory, Set.of("read_result"))
            .name(candidates("a/read_result", "a/x"));

    assertThat(names(reserving)).hasSize(2).containsEntry("x", "a/x");
    assertThat(names(reserving).keySet()).anyMatch(name -> name.matches("read_result_[0-9a-f]{8}"));
    assertThat(memory.names).extracting(GivenName::name).doesNotContain("read_result");
  }

  @Test
  void sameToolTwice_isLeftOut() {
    var named = naming().name(candidates("a/x", "a/x", "a/y"));

    assertThat(names(named)).isEqualTo(Map.of("y", "a/y"));
    assertThat(named.faults()).hasSize(2).allMatch(fault -> fault.kind() == Kind.CLASH);
  }

  @Test
  void backendWithEverNewTools_fillsNothing() {
    var naming = naming();
    naming.name(candidates("a/keep"));
    for (int round = 0; round < 5; round++) {
      var from = round * 10_000;
      naming.name(
          candidates(
              Stream.iterate(from, i -> i + 1)
                  .limit(10_000)
                  .map(i -> "evil/t" + i)
                  .toArray(String[]::new)));
    }

    naming.name(candidates("evil/t49999"));

    assertThat(memory.names)
        .hasSize(AutoNaming.MOST_OF_ONE_BACKEND + 1)
        .extracting(GivenName::name)
        .contains("keep", "t49999", "t10000")
        .doesNotContain("t9999");
  }
}
