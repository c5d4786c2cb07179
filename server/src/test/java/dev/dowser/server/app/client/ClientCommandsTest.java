package dev.dowser.server.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code init} and {@code connect} in a home folder of their own. */
final class ClientCommandsTest {
  private static final String CURSOR =
      """
      {
        // mine
        "mcpServers": {
          "files": { "command": "serve-files", "env": { "TOKEN": "ghp_s3cret" } }, // keep
          "web": { "url": "https://h/mcp" }
        }
      }
      """;

  @TempDir private Path home;
  private Path cursor;
  private Path configuration;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String answer = "";

  @BeforeEach
  void start() throws IOException {
    cursor = home.resolve(".cursor/mcp.json");
    configuration = home.resolve("dowser.yaml");
    Files.createDirectories(cursor.getParent());
    Files.writeString(cursor, CURSOR);
    Files.setPosixFilePermissions(cursor, PosixFilePermissions.fromString("rw-r-----"));
    Files.createDirectories(home.resolve("install"));
    Files.writeString(home.resolve("install/dowser"), "");
    System.setProperty("dowser.home", home.resolve("install").toString());
  }

  @AfterEach
  void end() {
    System.clearProperty("dowser.home");
  }

  private UserPlaces places() {
    return new UserPlaces(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/opt/bin"), "Linux");
  }

  private int init(String... more) {
    var arguments = new ArrayList<>(List.of("-o", configuration.toString()));
    arguments.addAll(List.of(more));
    return run(new InitCommand(places()), arguments);
  }

  private int connect(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    if (Files.exists(configuration)) {
      all.addAll(List.of("--config", configuration.toString()));
    }
    var answers = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
    return run(new ConnectCommand(places(), answers), all);
  }

  private int run(Object command, List<String> arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(this::told)
        .execute(arguments.toArray(String[]::new));
  }

  private int told(Exception fault, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (fault instanceof CommandFailed failed) {
      command.getErr().println("dowser: " + failed.getMessage());
      return 1;
    }
    throw fault;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<Path> backups() throws IOException {
    try (var all = Files.walk(home)) {
      return all.filter(file -> file.toString().endsWith(".bak")).toList();
    }
  }

  @Test
  void import_writesAConfigurationThatLoadsAndAPrivateFile() throws IOException {
    assertThat(init("--from", "cursor")).isZero();

    assertThat(ConfigLoader.load(configuration, Map.of())).isInstanceOf(ConfigOutcome.Loaded.class);
    assertThat(mode(home.resolve("dowser.env"))).isEqualTo("rw-------");
    assertThat(mode(configuration)).isEqualTo("rw-r--r--");
    assertThat(out + "" + err).contains("2 servers", "1 variable").doesNotContain("s3cret");
  }

  @Test
  void whatInitWrites_namesTheInstalledSchemaForEditors() throws IOException {
    var schema = home.resolve("install/config/dowser.schema.json");
    Files.createDirectories(schema.getParent());
    Files.writeString(schema, "{}");

    init("--force");
    assertThat(Files.readString(configuration))
        .startsWith("# yaml-language-server: $schema=" + schema.toUri() + "\n");

    configuration = home.resolve("install/teams/one.yaml");
    Files.createDirectories(configuration.getParent());
    init("--from", "cursor");
    assertThat(Files.readString(configuration))
        .startsWith("# yaml-language-server: $schema=../config/dowser.schema.json\n");
    assertThat(ConfigLoader.load(configuration, Map.of())).isInstanceOf(ConfigOutcome.Loaded.class);
  }

  @Test
  void noSchemaInstalled_initWritesNoLineForEditors() throws IOException {
    init();

    assertThat(Files.readString(configuration)).startsWith("# Configuration of Dowser");
  }

  @Test
  void existingFiles_areKeptUnlessForced() throws IOException {
    Files.writeString(home.resolve("dowser.env"), "MINE=1\n");

    assertThat(init("--from", "cursor")).isOne();
    assertThat(err.toString()).contains("dowser.env exists");
    assertThat(configuration).doesNotExist();

    assertThat(init("--from", "cursor", "--force")).isZero();
    assertThat(backups()).hasSize(1);
    assertThat(Files.readString(backups().getFirst())).isEqualTo("MINE=1\n");
    assertThat(init()).isOne();
  }

  @Test
  void withoutFrom_aSampleIsWritten() {
    assertThat(init()).isZero();

    assertThat(ConfigLoader.load(configuration, Map.of())).isInstanceOf(ConfigOutcome.Loaded.class);
  }

  @Test
  void missingOrBrokenSource_isTold() throws IOException {
    assertThat(init("--from", "windsurf")).isOne();
    assertThat(err.toString()).contains("there is no file " + home).contains("windsurf");
    Files.writeString(cursor, "{\n\"mcpServers\": {");
    assertThat(init("--from", "cursor")).isOne();
    assertThat(err.toString()).contains(cursor + ":2: not JSON");
    assertThat(configuration).doesNotExist();
  }

  @Test
  void connect_showsTheChangeAndKeepsTheRest() throws IOException {
    assertThat(connect("cursor", "--yes")).isZero();

    assertThat(Files.readString(cursor))
        .isEqualTo(
            CURSOR.replace(
                "\"https://h/mcp\" }",
                "\"https://h/mcp\" },\n    \"dowser\": {\n      \"url\": \"http://127.0.0.1:4483/mcp\"\n"
                    + "    }"));
    assertThat(mode(cursor)).isEqualTo("rw-r-----");
    assertThat(out.toString()).contains("+    \"dowser\": {").doesNotContain("s3cret");
    assertThat(backups()).hasSize(1);
    assertThat(Files.readString(backups().getFirst())).isEqualTo(CURSOR);
    assertThat(connect("cursor", "--yes")).isZero();
    assertThat(out.toString()).contains("is connected already");
    assertThat(backups()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n\n", "\n", "yesterday\n"})
  void notAgreedTo_nothingIsWritten(String said) throws IOException {
    answer = said;

    assertThat(connect("cursor")).isOne();
    assertThat(cursor).hasContent(CURSOR);
    assertThat(backups()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "YES\n"})
  void agreedTo_isWritten(String said) throws IOException {
    answer = said;

    assertThat(connect("cursor")).isZero();
    assertThat(Files.readString(cursor)).contains("\"dowser\"");
    assertThat(out.toString()).contains("Write this? [y/N]");
  }

  @Test
  void undo_givesTheSameBytesBack() throws IOException {
    init("--from", "cursor");
    assertThat(connect("cursor", "--yes", "--replace")).isZero();
    assertThat(Json.parse(Files.readString(cursor).replace("// mine", "")).path("mcpServers"))
        .hasSize(1);

    assertThat(connect("cursor", "--yes", "--undo")).isZero();

    assertThat(Files.readString(cursor)).isEqualTo(CURSOR);
    assertThat(connect("cursor", "--yes", "--undo")).isOne();
  }

  @Test
  void undo_afterConnectingTwice_givesTheSameBytesBack() throws IOException {
    init("--from", "cursor");
    connect("cursor", "--yes");
    connect("cursor", "--yes", "--replace");

    assertThat(connect("cursor", "--yes", "--undo")).isZero();

    assertThat(Files.readString(cursor)).isEqualTo(CURSOR);
    assertThat(out.toString()).doesNotContain("changed since");
  }

  @Test
  void undo_afterAChangeBetweenTwoConnects_keepsIt() throws IOException {
    init("--from", "cursor");
    connect("cursor", "--yes");
    Files.writeString(cursor, Files.readString(cursor).replace("// mine", "// changed"));
    connect("cursor", "--yes", "--replace");

    assertThat(connect("cursor", "--yes", "--undo")).isZero();

    assertThat(Files.readString(cursor)).contains("// changed", "ghp_s3cret");
  }

  @Test
  void undo_keepsWhatWasChangedMeanwhile() throws IOException {
    init("--from", "cursor");
    connect("cursor", "--yes", "--replace");
    var changed = Files.readString(cursor).replace("// mine", "// changed");
    Files.writeString(cursor, changed.replace("\"mcpServers\"", "\"new\": 1,\n  \"mcpServers\""));

    assertThat(connect("cursor", "--yes", "--undo")).isZero();

    var read = Files.readString(cursor);
    assertThat(read).contains("// changed", "\"new\": 1", "ghp_s3cret").doesNotContain("4483");
    assertThat(Json.parse(read.replace("// changed", "")).path("mcpServers"))
        .isEqualTo(Json.parse(CURSOR.replaceAll("// (mine|keep)", "")).path("mcpServers"));
  }

  @Test
  void replace_leavesWhatIsNotBehindUs() throws IOException {
    Files.writeString(configuration, "backends: [{ name: other, url: 'https://h/mcp' }]\n");

    assertThat(connect("cursor", "--yes", "--replace")).isZero();

    assertThat(Files.readString(cursor)).contains("serve-files").doesNotContain("https://h/mcp");
    assertThat(out.toString()).contains("Not behind Dowser, so left: files");
  }

  @Test
  void ourOwnEntry_isNotOneThatIsLeft() throws IOException {
    Files.writeString(
        configuration,
        "server: { port: 4490 }\nbackends: [{ name: other, url: 'https://h/mcp' }]\n");
    connect("cursor", "--yes", "--replace", "--name", "gate");

    assertThat(connect("cursor", "--yes", "--replace", "--name", "gate")).isZero();

    assertThat(out.toString())
        .contains("connected already", "so left: files (")
        .doesNotContain("so left: gate")
        .doesNotContain(", gate");
  }

  @Test
  void windsurf_switchesOffInItsOwnWay_andOnAgain() throws IOException {
    var file = home.resolve(".codeium/windsurf/mcp_config.json");
    Files.createDirectories(file.getParent());
    var text = "{\"mcpServers\": {\"w\": {\"serverUrl\": \"https://h/mcp\"}}}";
    Files.writeString(file, text);
    init("--from", "windsurf");

    connect("windsurf", "--yes", "--replace");
    assertThat(Json.parse(Files.readString(file)).at("/mcpServers/w/disabled").asBoolean())
        .isTrue();
    Files.writeString(file, Files.readString(file) + "\n");
    connect("windsurf", "--yes", "--undo");

    assertThat(Json.parse(Files.readString(file))).isEqualTo(Json.parse(text));
  }

  @Test
  void claudeDesktop_getsAbsolutePathsAndAPath_andAFileThatIsGoneAgain() throws IOException {
    Files.writeString(configuration, "backends: []\n");
    var file = home.resolve(".config/Claude/claude_desktop_config.json");

    assertThat(connect("claude-desktop", "--yes")).isZero();

    var entry = Json.parse(Files.readString(file)).at("/mcpServers/dowser");
    assertThat(entry.path("command").asString())
        .isEqualTo(home.resolve("install/dowser").toString());
    assertThat(entry.path("args").valueStream().map(a -> a.asString()).toList())
        .containsExactly("stdio", "--config", configuration.toString());
    assertThat(entry.at("/env/PATH").asString()).isEqualTo("/usr/bin:/opt/bin");
    assertThat(connect("claude-desktop", "--yes", "--undo")).isZero();
    assertThat(file).doesNotExist();
  }

  @Test
  void claudeCodeAndVsCode_haveTheirOwnForms() throws IOException {
    Files.writeString(configuration, "backends: []\nserver: { port: 99, path: /x }\n");

    connect("claude-code", "--yes");
    connect("vscode", "--yes", "--url", "http://gate/mcp");

    assertThat(Json.parse(Files.readString(home.resolve(".claude.json"))))
        .isEqualTo(
            Json.parse(
                "{\"mcpServers\":{\"dowser\":{\"type\":\"http\",\"url\":\"http://127.0.0.1:99/x\",\"alwaysLoad\":true}}}"));
    assertThat(Json.parse(Files.readString(home.resolve(".config/Code/User/mcp.json"))))
        .isEqualTo(
            Json.parse(
                "{\"servers\":{\"dowser\":{\"type\":\"http\",\"url\":\"http://gate/mcp\"}}}"));
  }

  @Test
  void entryOfOurNameThatWasThere_comesBack() throws IOException {
    var text = "{\"mcpServers\": {\"dowser\": {\"url\": \"http://old/mcp\"}}}";
    Files.writeString(cursor, text);

    connect("cursor", "--yes");
    assertThat(Files.readString(cursor)).contains("4483").doesNotContain("old");
    Files.writeString(cursor, Files.readString(cursor) + "\n");
    connect("cursor", "--yes", "--undo");

    assertThat(Json.parse(Files.readString(cursor))).isEqualTo(Json.parse(text));
  }

  @Test
  void brokenFile_isLeftAsItIs() throws IOException {
    for (var text :
        List.of("{\n\"mcpServers\": {\n", "[]", "{\"mcpServers\":\n []}", "{\"a\":1,\"a\":2}")) {
      Files.writeString(cursor, text);

      assertThat(connect("cursor", "--yes")).isOne();
      assertThat(Files.readString(cursor)).isEqualTo(text);
    }
    assertThat(err.toString())
        .contains(cursor + ":3: not JSON")
        .contains(cursor + ":1: mcpServers");
    assertThat(backups()).isEmpty();
  }

  @Test
  void unknownClient_isWrongUsage() {
    assertThat(connect("emacs", "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("known: claude-desktop, claude-code, cursor");
  }

  @Test
  void link_staysALink() throws IOException {
    var real = Files.writeString(home.resolve("real.json"), CURSOR);
    Files.delete(cursor);
    Files.createSymbolicLink(cursor, real);

    connect("cursor", "--yes");

    assertThat(cursor).isSymbolicLink();
    assertThat(Files.readString(real)).contains("4483");
  }
}
