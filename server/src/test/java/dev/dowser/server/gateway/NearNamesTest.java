package dev.dowser.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearNamesTest {

  @Test
  void nearestFirst_equallyNearByName() {
    assertThat(NearNames.of("read_file", List.of("read_fills", "reed_file", "read_file2", "write")))
        .containsExactly("read_file2", "reed_file", "read_fills");
  }

  @Test
  void threeAtMost() {
    assertThat(NearNames.of("list", List.of("list1", "list2", "list3", "list4"))).hasSize(3);
  }

  @Test
  void caseAndDashesDoNotCount() {
    assertThat(NearNames.of("Read-File", List.of("read_file"))).containsExactly("read_file");
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, abcdxy, true",
    "abcdef, abcxyz, false",
    "abcdef, abcdefgh, true",
    "abcdef, abcdefghi, false",
    "ab, ac, false"
  })
  void aThirdMayDiffer(String name, String known, boolean near) {
    assertThat(NearNames.of(name, List.of(known)).contains(known)).isEqualTo(near);
  }

  @Test
  void anySpellingOfACandidateCounts() {
    var near =
        NearNames.among(
            "issues",
            Stream.of(1, 2),
            number ->
                number == 2 ? Stream.of("github_list_issues", "issue") : Stream.of("files_read"));

    assertThat(near).containsExactly(2);
  }
}
