package dev.dowser.indexer.catalog;

import static dev.dowser.indexer.catalog.Offers.candidates;
import static dev.dowser.indexer.catalog.Offers.names;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.CatalogFault.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PriorityNamingTest {

  @Test
  void nameWithoutAClash_staysBareAlsoOfABackendThatIsNotListed() {
    assertThat(names(naming("a").name(candidates("a/x", "b/y"))))
        .isEqualTo(Map.of("x", "a/x", "y", "b/y"));
  }

  @Test
  void clash_theFirstOfTheOrderKeepsTheNameAndTheOthersYield() {
    var named = naming("c", "a").name(candidates("a/x", "b/x", "c/x"));

    assertThat(names(named)).isEqualTo(Map.of("x", "c/x"));
    assertThat(named.faults()).extracting(CatalogFault::kind).containsOnly(Kind.YIELDED);
    assertThat(named.leftOut())
        .containsExactly(
            new LeftOut("a/x", "the name x is that of c, which has priority"),
            new LeftOut("b/x", "the name x is that of c, which has priority"));
  }

  @Test
  void clashOfBackendsThatAreNotListed_allArePrefixed() {
    assertThat(names(naming("other").name(candidates("a/x", "b/x", "b/y"))))
        .isEqualTo(Map.of("a_x", "a/x", "b_x", "b/x", "y", "b/y"));
  }

  @Test
  void prefixedNameMeetsABareOne_bothAreLeftOut() {
    var named = naming().name(candidates("a/x", "b/x", "c/a_x"));

    assertThat(names(named)).isEqualTo(Map.of("b_x", "b/x"));
    assertThat(named.leftOut()).extracting(LeftOut::name).containsExactly("a/x", "c/a_x");
  }

  @Test
  void prefixFormat_isUsed() {
    var naming = new PriorityNaming(List.of(), "{workload}-");

    assertThat(names(naming.name(candidates("a/x", "b/x"))).keySet()).containsExactly("a-x", "b-x");
  }

  private static PriorityNaming naming(String... order) {
    return new PriorityNaming(
        Stream.of(order).map(BackendId::new).toList(), PrefixNaming.DEFAULT_FORMAT);
  }
}
