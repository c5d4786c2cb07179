package dev.dowser.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What is written from the declared keys is current. With {@code -Dwrite.keys} the files are
 * written anew.
 */
class WrittenFilesTest {

  private static final String HOW =
      "written from config.key; to write it anew: mvn -pl config test -Dtest=WrittenFilesTest -Dwrite.keys";

  @Test
  void schemaForEditors_isCurrent() throws IOException {
    current(Path.of("dowser.schema.json"), EditorSchema.text());
  }

  @Test
  void tablesOfKeys_areCurrent() throws IOException {
    var page = Path.of("../docs/configuration.md");

    current(page, KeyTables.fill(Files.readString(page)));
  }

  private static void current(Path file, String text) throws IOException {
    if (System.getProperty("write.keys") != null) {
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s (%s)", file, HOW)
        .isEqualTo(text);
  }
}
