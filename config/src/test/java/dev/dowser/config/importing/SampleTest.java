package dev.dowser.config.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {

  @TempDir private Path folder;

  private ConfigOutcome loaded(String text) throws IOException {
    Files.writeString(folder.resolve("dowser.env"), "GITHUB_TOKEN=x\n");
    var file = Files.writeString(folder.resolve("dowser.yaml"), text);
    return ConfigLoader.load(file, Map.of("HOME", "/home/ada"));
  }

  @Test
  void loadsAsItIs() throws IOException {
    var outcome = loaded(Sample.text());

    assertThat(outcome).isInstanceOf(ConfigOutcome.Loaded.class);
    assertThat(outcome.warnings()).isEmpty();
  }

  @Test
  void everyOptionInIt_isRight() throws IOException {
    var all = Sample.text().replaceAll("(?m)^#(?! [A-Z])(?! \\S)", "");

    var outcome = loaded(all);

    assertThat(outcome).as(outcome.toString()).isInstanceOf(ConfigOutcome.Loaded.class);
    assertThat(outcome.warnings()).isEmpty();
    assertThat(((ConfigOutcome.Loaded) outcome).settings().virtualServer().backends()).hasSize(3);
  }
}
