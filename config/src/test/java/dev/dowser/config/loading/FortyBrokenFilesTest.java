package dev.dowser.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files as people break them, with the faults they have: each is found in its line, and none is
 * invented. A case is a name, a text, and behind {@code >>>} one line for each fault.
 */
class FortyBrokenFilesTest {

  record Case(String file, String text, List<String> faults) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (var in = FortyBrokenFilesTest.class.getResourceAsStream("broken-files.txt")) {
      var all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^=== ")).skip(1).map(FortyBrokenFilesTest::of);
    }
  }

  private static Case of(String part) {
    var parts = part.split("(?m)^>>>\\R", -1);
    var head = parts[0].split("\\R", 2);
    return new Case(head[0].strip(), head[1], parts[1].lines().filter(l -> !l.isBlank()).toList());
  }

  @Test
  void thereAreForty() throws IOException {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(cases().map(Case::file)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachFaultIsFoundAndNoneIsInvented(Case broken) {
    var outcome =
        ConfigLoader.parse(
            broken.text(), Path.of("/srv", broken.file()), Map.of("HOME", "/home/ada"));

    assertThat(Configs.faults(outcome)).isEqualTo(broken.faults());
  }
}
