package dev.dowser.indexer.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.GivenName;
import dev.dowser.indexer.catalog.ToolId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameMemoryTest {
  private static final GivenName PLAIN = name("a", "x", "x", "x");
  private static final GivenName STRANGE = name("b.c", "do \uD83D\uDD25 \"it\"", "other", "do_it");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("names").resolve("main.json");
  }

  private FileNameMemory memory() {
    return new FileNameMemory(file());
  }

  @Test
  void whatIsKept_isThereAfterARestart() {
    memory().keep(List.of(STRANGE, PLAIN));

    assertThat(memory().load()).containsExactly(STRANGE, PLAIN);
  }

  @Test
  void noFile_noNames() {
    assertThat(memory().load()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"format\":\"dowser-names-9\",\"names\":[]}",
        "{\"format\":\"dowser-names-1\",\"names\":{}}",
        "{\"format\":\"dowser-names-1\",\"names\":[3]}",
        "{\"format\":\"dowser-names-1\",\"names\":[{\"backend\":\"\",\"tool\":\"x\",\"name\":\"x\"}]}",
        "{\"format\":\"dowser-names-1\",\"names\":[{\"backend\":\"a\",\"tool\":\"x\",\"name\":\"x y\"}]}",
        "{\"format\":\"dowser-names-1\",\"names\":[{\"backend\":\"a\",\"tool\":\"x\",\"name\":\"find_tool\"}]}",
        "{\"format\":\"dowser-names-1\",\"names\":[{\"backend\":\"a\",\"tool\":\"x\",\"name\":\"x\"},{\"backend\":\"b\",\"tool\":\"x\",\"name\":\"x\"}]}",
        "{\"format\":\"dowser-names-1\",\"names\":[{\"backend\":\"a\",\"tool\":\"x\",\"name\":\"x\"},{\"backend\":\"a\",\"tool\":\"x\",\"name\":\"y\"}]}",
      })
  void damagedFile_isSetAsideAndNamesBeginAnew(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
    var memory = memory();

    assertThat(memory.load()).isEmpty();
    assertThat(file().resolveSibling("main.json.corrupt")).hasContent(text);
    memory.keep(List.of(PLAIN));
    assertThat(memory().load()).containsExactly(PLAIN);
  }

  @Test
  void fileThatCannotBeRead_isLeftAlone() throws IOException {
    Files.createDirectories(file().resolve("a folder in its place"));
    var memory = memory();

    assertThat(memory.load()).isEmpty();
    memory.keep(List.of(PLAIN));

    assertThat(file().resolve("a folder in its place")).isDirectory();
  }

  private static GivenName name(String backend, String tool, String offered, String name) {
    return new GivenName(new ToolId(new BackendId(backend), tool), offered, name);
  }
}
