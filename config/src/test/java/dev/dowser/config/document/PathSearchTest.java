package dev.dowser.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathSearchTest {

  private static final Node ROOT =
      DocumentReader.read(
              """
              tools:
                - name: a
                - my.tool:
                    constraints: x
                  my: { other: y }
              """,
              "x.yaml")
          .root()
          .orElseThrow();

  @ParameterizedTest
  @CsvSource({
    "tools, 2",
    "tools[0].name, 2",
    "tools[1].my.tool.constraints, 4",
    "tools[1].my.other, 5"
  })
  void pathOfAValue_isFound(String path, int line) {
    assertThat(PathSearch.find(ROOT, path))
        .hasValueSatisfying(at -> assertThat(at.line()).isEqualTo(line));
  }

  @Test
  void pathOfNothing_isNotFound() {
    assertThat(PathSearch.find(ROOT, "tools[2]")).isEmpty();
    assertThat(PathSearch.find(ROOT, "tool")).isEmpty();
    assertThat(PathSearch.find(ROOT, "tools[0].name.more")).isEmpty();
  }
}
