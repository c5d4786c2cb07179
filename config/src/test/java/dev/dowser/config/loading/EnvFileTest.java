package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.backends;
import static dev.dowser.config.loading.Configs.faults;
import static dev.dowser.config.loading.Configs.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.StdioBackendSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

  private static final String BACKEND =
      """
      envFile: secrets.env
      backends:
      - name: a
        command: x
        env: { KEY: "${KEY}" }
        inheritEnv: [OTHER, HOME]
      admin: { tokenEnv: ADMIN }
      """;

  @TempDir private Path folder;

  private ConfigOutcome load(String variables, String text) throws IOException {
    Files.writeString(folder.resolve("secrets.env"), variables);
    return parse(text, Map.of("HOME", "/home/ada", "SET", "by-process"));
  }

  private ConfigOutcome parse(String text, Map<String, String> environment) {
    return ConfigLoader.parse(text, folder.resolve("dowser.yaml"), environment);
  }

  @Test
  void itsVariablesReachValuesTokensAndProcesses() throws IOException {
    var read = settings(load("KEY='a b'\nOTHER=o\nADMIN=t\n", BACKEND));

    assertThat(((StdioBackendSettings) backends(read).getFirst()).env())
        .isEqualTo(Map.of("KEY", "a b", "OTHER", "o"));
    assertThat(read.admin().token()).contains("t");
  }

  @Test
  void variablesOfTheProcessWin() throws IOException {
    var text = "envFile: secrets.env\nbackends: []\nname: ${SET}\n";

    var read = (ConfigOutcome.Loaded) load("SET=by-file\nHOME=/nowhere\n", text);

    assertThat(read.settings().virtualServer().name()).isEqualTo("by-process");
  }

  @Test
  void whatBackendsInheritFromTheProcess_isNotRepeated() throws IOException {
    var read = settings(load("KEY=k\nHOME=/nowhere\nADMIN=t\n", BACKEND));

    assertThat(((StdioBackendSettings) backends(read).getFirst()).env())
        .isEqualTo(Map.of("KEY", "k"));
  }

  @Test
  void itsNameMayHoldAVariable_butNotOneOfItsOwn() throws IOException {
    var text = "envFile: ${NAME:-secrets}.env\nbackends: []\nname: ${KEY}\n";

    assertThat(faults(load("KEY=k\nNAME=other\n", text))).isEmpty();
  }

  @Test
  void worksBesideServersOfAClient() throws IOException {
    var text = "{\"envFile\": \"secrets.env\", \"mcpServers\": {\"a\": {\"command\": \"${KEY}\"}}}";

    var read = settings(load("KEY=k\n", text));

    assertThat(((StdioBackendSettings) backends(read).getFirst()).command()).isEqualTo("k");
  }

  @Test
  void missingFile_isAFaultWithItsLine() {
    assertThat(faults(parse("backends: []\nenvFile: none.env\n", Map.of())))
        .containsExactly("2 envFile: there is no file " + folder.resolve("none.env"));
  }

  @Test
  void variableInItsPath_isNotTold() {
    assertThat(faults(parse("backends: []\nenvFile: ${DIR}/none.env\n", Map.of("DIR", "s3cret"))))
        .containsExactly(
            "2 envFile: there is no file \"${DIR}/none.env\" with its variables replaced");
  }

  @Test
  void brokenLines_areTold_butNotWhatTheyHold() throws IOException {
    var found = faults(load("A=1\ns3cret\nB=\"s3cret\n", "envFile: secrets.env\nbackends: []\n"));

    assertThat(found)
        .containsExactly(
            "1 envFile: line 2 of %s: expected NAME=value".formatted(folder.resolve("secrets.env")),
            "1 envFile: line 3 of %s: the value of B is not complete or holds \" #\"; put it in quotes"
                .formatted(folder.resolve("secrets.env")));
  }

  @Test
  void folderOrBytes_areNoFile() throws IOException {
    Files.write(folder.resolve("secrets.env"), new byte[] {'A', '=', (byte) 0xff});

    assertThat(faults(parse("envFile: secrets.env\nbackends: []\n", Map.of())))
        .containsExactly("1 envFile: " + folder.resolve("secrets.env") + " is not UTF-8 text");
    assertThat(faults(parse("envFile: .\nbackends: []\n", Map.of())))
        .singleElement()
        .asString()
        .contains("cannot be read");
  }
}
