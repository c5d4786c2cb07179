package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CompletionTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTheScript() throws IOException {
    var out = new StringWriter();
    var code = Main.commandLine().setOut(new PrintWriter(out)).execute("completion", "bash");
    assertThat(code).isZero();
    Files.writeString(folder.resolve("script"), out.toString());
  }

  /** What bash offers behind these words. */
  private String offered(String... words) throws IOException {
    var line = String.join(" ", words);
    var asking =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; _complete_dowser 2>/dev/null; echo \"${COMPREPLY[@]}\""
            .formatted(folder.resolve("script"), line, words.length - 1, line.replace("''", ""));
    var bash = new ProcessBuilder("bash", "-c", asking).start();
    bash.getOutputStream().close();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void verbsOptionsAndValues_areCompleted() throws IOException {
    assertThat(offered("dowser", "ca")).isEqualTo("call");
    assertThat(offered("dowser", "call", "--sa")).isEqualTo("--save");
    assertThat(offered("dowser", "find", "--format", "''")).isEqualTo("text json");
    assertThat(offered("dowser", "bench", "sig")).isEqualTo("signatures");
  }

  @Test
  void everyVerb_isOffered() throws IOException {
    assertThat(offered("dowser", "''").split(" "))
        .containsAll(Main.commandLine().getSubcommands().keySet());
  }

  @Test
  void otherShells_areRefused() {
    var err = new StringWriter();
    var line = Main.commandLine().setErr(new PrintWriter(err));

    assertThat(line.execute("completion", "tcsh")).isEqualTo(2);
    assertThat(line.execute("completion")).isEqualTo(2);
    assertThat(err.toString()).contains("bash", "zsh", "tcsh");
  }
}
