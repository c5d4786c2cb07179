package dev.dowser.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableLinesTest {

  private static Map<String, String> values(String text) {
    var read = VariableLines.read(text);
    assertThat(read.faults()).isEmpty();
    return read.values();
  }

  private static List<String> faults(String text) {
    return VariableLines.read(text).faults().stream()
        .map(fault -> fault.at().line() + " " + fault.message())
        .toList();
  }

  @Test
  void namesAndValues_asShellsWriteThem() {
    var text =
        """
        # a comment

        PLAIN=value
        export EXPORTED=x=y
        SPACED = two words \s
        EMPTY=
        DOUBLE="a \\"b\\" \\\\ # c\\nd"
        SINGLE='a "b" \\n # c'
        HASH=a#b
        REFERENCE=${HOME}
        """;

    assertThat(values(text))
        .containsExactly(
            Map.entry("PLAIN", "value"),
            Map.entry("EXPORTED", "x=y"),
            Map.entry("SPACED", "two words"),
            Map.entry("EMPTY", ""),
            Map.entry("DOUBLE", "a \"b\" \\ # c\nd"),
            Map.entry("SINGLE", "a \"b\" \\n # c"),
            Map.entry("HASH", "a#b"),
            Map.entry("REFERENCE", "${HOME}"));
  }

  @Test
  void linesOfOtherSystems_andAByteOrderMark() {
    assertThat(values("\uFEFFA=1\r\nB=2\r\n")).isEqualTo(Map.of("A", "1", "B", "2"));
  }

  @Test
  void eachMistakeIsFound_withoutItsValue() {
    var text =
        "GOOD=1\ns3cret\n1A=s3cret\nA=\"s3cret\nB=s3cret # why\nGOOD=2\nC='a'b'\nD=\"\\x\"\n";

    assertThat(faults(text))
        .containsExactly(
            "2 expected NAME=value",
            "3 expected NAME=value",
            "4 the value of A is not complete or holds \" #\"; put it in quotes",
            "5 the value of B is not complete or holds \" #\"; put it in quotes",
            "6 GOOD stands twice",
            "7 the value of C is not complete or holds \" #\"; put it in quotes",
            "8 the value of D is not complete or holds \" #\"; put it in quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "plain",
        "two words",
        " edge ",
        "a\"b",
        "a'b",
        "'a'",
        "a\\b",
        "a\nb\r\tc",
        "# x",
        "a #b",
        "a#b",
        "$HOME",
        "${A}",
        "ü€😀",
        "-----BEGIN KEY-----\nabc==\n",
        "a=b",
        "`x`"
      })
  void whatIsWritten_isRead(String value) {
    assertThat(values(VariableLines.line("NAME", value))).isEqualTo(Map.of("NAME", value));
  }
}
