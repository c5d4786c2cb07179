package dev.dowser.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each key changes the settings, or what it asks for is refused. A new key needs a line in
 * effects.txt; that the settings then do something is proved in the server.
 */
class KeyEffectsTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", "/home/ada", "ONE", "1", "TWO", "2", "OPENAI_API_KEY", "k");

  @TempDir private Path folder;

  record Effect(String path, String one, String other) {
    @Override
    public String toString() {
      return path;
    }

    /** The key as it is written. */
    String name() {
      return path.substring(path.lastIndexOf('.') + 1);
    }
  }

  static Stream<Effect> effects() throws IOException {
    try (var in = KeyEffectsTest.class.getResourceAsStream("effects.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", -1))
          .map(parts -> new Effect(parts[0].strip(), parts[1].strip(), parts[2].strip()));
    }
  }

  @BeforeEach
  void variables() throws IOException {
    Files.writeString(folder.resolve("one.env"), "WHO=one\n");
    Files.writeString(folder.resolve("two.env"), "WHO=two\n");
  }

  @Test
  void everyKeyHasAnEffect() throws IOException {
    assertThat(effects().map(Effect::path))
        .containsExactlyInAnyOrderElementsOf(
            ListedKey.all().stream().filter(ListedKey::isSaid).map(ListedKey::path).toList());
  }

  @ParameterizedTest
  @MethodSource("effects")
  void filesThatDifferInOneKey_areNotTheSame(Effect effect) {
    assertThat(effect.one() + effect.other()).contains(effect.name().replace("[]", ""));
    var settings = loaded(effect.one());

    if (effect.other().startsWith("! ")) {
      assertThat(refusedAt(effect.other().substring(2))).containsExactly(pattern(effect));
    } else {
      assertThat(loaded(effect.other())).isNotEqualTo(settings);
    }
  }

  /** With the first item and the one backend that these files have. */
  private static String pattern(Effect effect) {
    return effect.path().replace("[]", "[0]").replace("NAME", "files");
  }

  private GatewaySettings loaded(String text) {
    return switch (outcome(text)) {
      case ConfigOutcome.Loaded(var settings, _) -> settings;
      case ConfigOutcome.Refused(var faults, _) -> throw new AssertionError(faults);
    };
  }

  private List<String> refusedAt(String text) {
    return switch (outcome(text)) {
      case ConfigOutcome.Loaded _ -> List.of();
      case ConfigOutcome.Refused(var faults, _) -> faults.stream().map(Fault::path).toList();
    };
  }

  private ConfigOutcome outcome(String text) {
    var whole = text.contains("backends: [") ? text : withBackend(text);
    return ConfigLoader.parse(whole, folder.resolve("dowser.yaml"), ENVIRONMENT);
  }

  private static String withBackend(String text) {
    var backends = "backends: [{ name: files, command: serve-files }]";
    return text.startsWith("{")
        ? "{ " + backends + ", " + text.substring(1)
        : text + "\n" + backends;
  }
}
