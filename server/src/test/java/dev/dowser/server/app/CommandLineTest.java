package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class CommandLineTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  private CommandLine commandLine() {
    return Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
  }

  private String config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("dowser.yaml"), yaml).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "find",
        "call",
        "tools",
        "reindex",
        "init",
        "validate",
        "connect",
        "stdio",
        "doctor",
        "bench",
        "completion",
        "version"
      })
  void help_showsUsage(String verb) {
    assertThat(run(verb, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: dowser " + verb);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyVerb_isInTheTestAbove() {
    assertThat(Main.commandLine().getSubcommands().keySet())
        .containsExactlyInAnyOrder(
            "serve",
            "find",
            "call",
            "tools",
            "reindex",
            "init",
            "validate",
            "connect",
            "stdio",
            "doctor",
            "bench",
            "completion",
            "version");
  }

  @Test
  void validate_findsConstraintsThatServeWouldRefuse() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("dowser.yaml"),
            """
            backends: [{ name: a, command: x }]
            aggregation:
              tools:
                - workload: a
                  overrides:
                    run: { constraints: { $ref: "#/none" } }
                    stop: { constraints: { $ref: "#/none" } }
            """);

    assertThat(run("validate", "--config", file.toString())).isOne();
    assertThat(out.toString())
        .contains(
            file
                + ":6: aggregation.tools[0].overrides.run.constraints: schema does not compile: Reference /none cannot be resolved")
        .contains(file + ":7: aggregation.tools[0].overrides.stop.constraints: ")
        .contains("2 faults in " + file);
    assertThat(run("serve", "--config", file.toString())).isOne();
    assertThat(err.toString()).contains(file + ":6: aggregation.tools[0].overrides.run.");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, '', 1",
    "https://api.openai.com, '', 1",
    "http://127.0.0.1:9/v1/embeddings, 'api: auto,', 1",
    "http://127.0.0.1:9/v1, 'api: tei,', 0",
    "http://127.0.0.1:9/v1, 'remoteModel: m,', 0",
    "http://127.0.0.1:9, '', 0"
  })
  void validate_wantsTheNameOfTheModelWhereTheAddressSaysOpenAi(String url, String more, int code)
      throws IOException {
    var file = config("backends: []\nembedding: { %s url: '%s' }\n".formatted(more, url));

    assertThat(run("validate", "--config", file)).isEqualTo(code);
    assertThat(out.toString().contains(file + ":2: embedding.url: by its address"))
        .isEqualTo(code == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"retrieval", "tokens", "signatures"})
  void everyMeasurementHasHelpAndNeedsASet(String measured) {
    assertThat(run("bench", measured, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: dowser bench " + measured);
    assertThat(run("bench", measured)).isEqualTo(2);
  }

  @Test
  void measuringWithoutASet_saysWhichIsMissing() {
    assertThat(run("bench")).isEqualTo(2);
    assertThat(run("bench", "signatures", "--set", folder.resolve("none").toString())).isOne();
    assertThat(err.toString()).contains("none does not exist");
  }

  @Test
  void measuringSignaturesWithImpossibleOptions_isRefusedBeforeItBegins() {
    var set = folder.toString();

    assertThat(run("bench", "signatures", "--set", set, "--misses=-1")).isEqualTo(2);
    assertThat(run("bench", "signatures", "--set", set, "--json", set)).isOne();
    assertThat(err.toString())
        .contains("--misses must be 0 or more, got -1", set + " cannot be written");
  }

  @Test
  void wrongUsage_exitsWithTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("sevre")).isEqualTo(2);
    assertThat(run("serve", "--prot", "1")).isEqualTo(2);
    assertThat(run("serve", "--port", "many")).isEqualTo(2);
    assertThat(run("call", "tool", "--arg", "novalue")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--mode=some",
        "--port=70000",
        "--port=-1",
        "--host=",
        "--session-ttl=soon",
        "--session-ttl=0s"
      })
  void valueThatCannotBe_exitsWithTwo(String option) throws IOException {
    assertThat(run("serve", "-c", config("backends: []\n"), option)).isEqualTo(2);
    assertThat(err.toString()).contains(option.substring(0, option.indexOf('=')));
  }

  @Test
  void brokenConfiguration_showsAllFaults() throws IOException {
    var file =
        config(
            """
            mod: find
            backends:
              - name: big
                command: x
                maxResultBytes: 5GB
                maxLineBytes: 3000000000
            """);

    assertThat(run("serve", "-c", file)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("dowser: the configuration cannot be used:\n  ")
        .contains("mod")
        .contains("maxResultBytes")
        .contains("maxLineBytes")
        .doesNotContain("\tat ");
    assertThat(run("stdio", "-c", file)).isEqualTo(1);
  }

  @Test
  void missingConfiguration_exitsWithOne() {
    assertThat(run("serve", "-c", folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("none.yaml");
  }

  @Test
  void addressOthersReach_needsInsecure() throws IOException {
    var file = config("server: {host: 0.0.0.0}\nbackends: []\n");

    assertThat(run("serve", "-c", file)).isEqualTo(1);
    assertThat(run("serve", "-c", config("backends: []\n"), "--host", "::")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("--insecure"));
  }

  @Test
  void portTaken_exitsWithOneAndOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(taken.getLocalPort());
      var code =
          run(
              "serve",
              "-c",
              config("backends: []\n"),
              "--port",
              port,
              "--data-dir",
              folder.resolve("data").toString());

      assertThat(code).isEqualTo(1);
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(err.toString()).contains("cannot listen on 127.0.0.1:" + port);
    }
    Ownership.take(folder.resolve("data")).orElseThrow().close();
  }

  @Test
  void folderOwnedByAnother_saysWho() throws IOException {
    var data = Files.createDirectory(folder.resolve("data"));
    try (var owner = Ownership.take(data).orElseThrow()) {
      owner.announce(FolderHolder.URL, "c");
      var code =
          run("serve", "-c", config("backends: []\n"), "--port=0", "--data-dir", data.toString());

      assertThat(code).isEqualTo(1);
      assertThat(err.toString()).contains(FolderHolder.URL.toString()).contains("--data-dir");
    }
  }

  @Test
  void addressWithoutPath_isThatOfTheEndpoint() {
    assertThat(RunningOptions.checked(URI.create("http://127.0.0.1:1")))
        .isEqualTo(RunningOptions.checked(URI.create("http://127.0.0.1:1/")))
        .isEqualTo(URI.create("http://127.0.0.1:1/mcp"));
    assertThat(RunningOptions.checked(URI.create("http://h/team/mcp")))
        .isEqualTo(URI.create("http://h/team/mcp"));
  }

  @Test
  void wrongAddressOrToken_exitsWithOneAndOneLine() {
    assertThat(run("tools", "--url", "localhost:4483")).isEqualTo(1);
    assertThat(run("tools", "--url", "/mcp")).isEqualTo(1);
    assertThat(run("tools", "--url", "ftp://h/mcp")).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("dowser: --url"));
    assertThat(run("call", "t", "-J", "[1]")).isEqualTo(1);
  }

  @Test
  void explainWithDetail_isWrongUsage() {
    assertThat(run("find", "x", "--explain", "--detail", "name")).isEqualTo(2);
    assertThat(err.toString()).contains("--detail");
  }

  @Test
  void tokenVariableNotSet_isSaid() throws IOException {
    try (var gateway = new FakeGateway()) {
      var code = run("tools", "--url", gateway.url().toString(), "--token-env", "NOT_SET_ANYWHERE");

      assertThat(code).isEqualTo(1);
      assertThat(err.toString()).contains("NOT_SET_ANYWHERE");
    }
  }

  /** A verb with a fault nobody thought of. */
  @Command(name = "faulty")
  static final class Faulty implements Runnable {
    @CommandLine.Option(names = "--debug")
    private boolean debug;

    @Override
    public void run() {
      throw new IllegalStateException("no such luck" + (debug ? "!" : ""));
    }
  }

  @Test
  void unexpectedFault_isOneLineWithAHint() {
    var code =
        commandLine().addSubcommand(new Faulty()).setErr(new PrintWriter(err)).execute("faulty");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("no such luck").contains("--debug");
  }

  @Test
  void noConfigurationHere_isTheQuickstart() {
    System.setProperty("dowser.home", "..");
    try {
      var loaded = Configuration.load(new GatewayOptions());

      assertThat(loaded.file()).isAbsolute().endsWith(Path.of("config/quickstart.yaml"));
      assertThat(loaded.settings().virtualServer().backends()).isNotEmpty();
    } finally {
      System.clearProperty("dowser.home");
    }
  }
}
