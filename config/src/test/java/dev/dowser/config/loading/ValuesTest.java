package dev.dowser.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.key.Amounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes, variables and near names. */
class ValuesTest {

  private static final Map<String, String> VARIABLES =
      Map.of("NAME", "ada", "EMPTY", "", "STRUCTURE", "${NAME}: [a]");

  private static Interpolation.Interpolated interpolated(String raw) {
    var scope = new Scope(new Findings("f"), VARIABLES, Path.of("/"), false, Set.of());
    return Interpolation.apply(raw, scope);
  }

  @ParameterizedTest
  @CsvSource({
    "30s, 30000",
    "5m, 300000",
    "1h30m, 5400000",
    "500ms, 500",
    "30, 30000",
    "1.5, 1500",
    "1.5h, 5400000",
    "1d, 86400000",
    "' 2s ', 2000",
    "0, 0",
    "1m30s500ms, 90500"
  })
  void durations(String text, long millis) {
    assertThat(Amounts.duration(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "5 m",
        "-5s",
        "5x",
        "1e3",
        "99999999999999999999d",
        "5s5",
        "9223372036854775807"
      })
  void notDurations(String text) {
    assertThat(Amounts.duration(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "8 MB, 8388608",
    "8MiB, 8388608",
    "512k, 524288",
    "1.5 kb, 1536",
    "65536, 65536",
    "1 GB, 1073741824",
    "10 B, 10"
  })
  void sizes(String text, long bytes) {
    assertThat(Amounts.size(text)).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1", "8 XB", "8 M B", "99999999999999 GB"})
  void notSizes(String text) {
    assertThat(Amounts.size(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${NAME}|ada",
        "a ${NAME} b ${NAME}|a ada b ada",
        "${UNSET:-x}|x",
        "${UNSET:-}|''",
        "${EMPTY:-x}|x",
        "${EMPTY}|''",
        "${NAME:-x}|ada",
        "${UNSET:-a:-b}|a:-b",
        "$${NAME}|${NAME}",
        "$${NAME} ${NAME}|${NAME} ada",
        "$NAME $ $$|$NAME $ $$",
        "${STRUCTURE}|${NAME}: [a]",
      })
  void variables(String raw, String expected) {
    var read = interpolated(raw);

    assertThat(read.faults()).isEmpty();
    assertThat(read.value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${UNSET}", "${", "${NAME", "${}", "${a b}", "${A:-${B}}", "${env:NAME}"})
  void notVariables(String raw) {
    assertThat(interpolated(raw).faults()).hasSize(1);
  }

  @Test
  void defaultOfAVariableIsNotInTheMessage() {
    assertThat(interpolated("${a b:-s3cret}").faults())
        .singleElement()
        .asString()
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "comand, command",
    "commnad, command",
    "COMMAND, command",
    "start_timeout, startTimeout",
    "ulr, url"
  })
  void nearNames(String written, String meant) {
    var known = List.of("args", "command", "startTimeout", "url");

    assertThat(NearestName.of(written, known)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzz", "", "env", "a", "commander-in-chief"})
  void nothingNear(String written) {
    assertThat(NearestName.of(written, List.of("args", "command", "startTimeout", "url")))
        .isEmpty();
  }
}
