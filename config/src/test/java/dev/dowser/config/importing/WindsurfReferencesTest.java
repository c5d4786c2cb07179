package dev.dowser.config.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands for something else in Windsurf's file: {@code ${env:NAME}} and files, no more. */
class WindsurfReferencesTest {

  @TempDir private Path folder;
  @TempDir private Path home;
  private Imports imports;

  @BeforeEach
  void start() {
    imports = new Imports(folder).with("HOME", home.toString()).with("KEY", "from-the-shell");
  }

  private Imports.Result read(String env) {
    return imports.read(
        home + "/.codeium/windsurf/mcp_config.json",
        """
        {"mcpServers": {"a": {"command": "x", "env": %s}}}
        """
            .formatted(env));
  }

  @Test
  void markedName_isTheVariable_plainNameIsText() {
    var read = read("{\"A\": \"${env:KEY}\", \"B\": \"${KEY}\"}");

    assertThat(read.stdio().env()).isEqualTo(Map.of("A", "from-the-shell", "B", "${KEY}"));
    assertThat(read.notes())
        .containsExactly(
            "CHANGED 1 mcpServers.a.env.B: ${KEY} stays as text, because it is text for Windsurf"
                + " too; for the variable, write it with one $");
  }

  @Test
  void file_isCopiedToAVariable() throws IOException {
    Files.writeString(home.resolve("api.key"), "s3cret \"q\"\nsecond\n\n");

    var read =
        read(
            "{\"A\": \"Bearer ${file:~/api.key}\", \"B\": \"${file:%s/api.key}\"}".formatted(home));

    assertThat(read.stdio().env())
        .isEqualTo(Map.of("A", "Bearer s3cret \"q\"\nsecond", "B", "s3cret \"q\"\nsecond"));
    assertThat(read.text()).contains("${DOWSER_FILE_API_KEY}").doesNotContain("s3cret");
    assertThat(read.notes())
        .contains(
            "CHANGED 1 mcpServers.a.env.A: ~/api.key was copied to DOWSER_FILE_API_KEY; later"
                + " changes of it have no effect")
        .noneMatch(note -> note.contains("s3cret"));
  }

  @Test
  void dollarsInAFile_arriveUnchanged() throws IOException {
    Files.writeString(home.resolve("k"), "a${KEY}$$b");

    assertThat(read("{\"A\": \"${file:~/k}\"}").stdio().env()).isEqualTo(Map.of("A", "a${KEY}$$b"));
  }

  @Test
  void differentFilesOfOneName_keepApart() throws IOException {
    Files.createDirectories(home.resolve("other"));
    Files.writeString(home.resolve("k"), "one");
    Files.writeString(home.resolve("other/k"), "two");

    assertThat(read("{\"A\": \"${file:~/k}\", \"B\": \"${file:~/other/k}\"}").stdio().env())
        .isEqualTo(Map.of("A", "one", "B", "two"));
  }

  @Test
  void missingFile_isAVariableToFillIn() {
    var read = read("{\"A\": \"${file:~/gone.txt}\"}");

    assertThat(read.imported().variableLines()).contains("\nDOWSER_FILE_GONE_TXT=\n");
    assertThat(read.notes())
        .containsExactly(
            "TO_DO 1 mcpServers.a.env.A: ~/gone.txt cannot be read; fill in DOWSER_FILE_GONE_TXT"
                + " in dowser.env");
  }

  @Test
  void whatIsNoTextOfAKey_cannotBeRead() throws IOException {
    Files.writeString(home.resolve("big"), "x".repeat(ReferredFile.MOST + 1));
    Files.write(home.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28});

    var read =
        read("{\"A\": \"${file:~/big}\", \"B\": \"${file:~/binary}\", \"C\": \"${file:~}\"}");

    assertThat(read.notes())
        .hasSize(3)
        .allMatch(note -> note.startsWith("TO_DO") && note.contains("cannot be read"));
  }

  @Test
  void fileInTheFileOfAnotherClient_staysText() throws IOException {
    Files.writeString(home.resolve("k"), "s3cret");

    var read =
        imports.read(
            home + "/site/.cursor/mcp.json",
            "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"args\": [\"${file:~/k}\"]}}}");

    assertThat(read.stdio().args()).containsExactly("${file:~/k}");
  }
}
