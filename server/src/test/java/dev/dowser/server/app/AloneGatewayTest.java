package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Verbs with {@code --config}: no gateway runs. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class AloneGatewayTest {
  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private String out = "";
  private int port;
  private boolean withSecond;
  private String mode = "find";

  private int run(String verb, String... arguments) throws IOException {
    var printed = new ByteArrayOutputStream();
    var before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      return Main.commandLine().setErr(new PrintWriter(err)).execute(all(verb, arguments));
    } finally {
      System.setOut(before);
      out = printed.toString(StandardCharsets.UTF_8);
    }
  }

  private String[] all(String verb, String... arguments) throws IOException {
    var all = new ArrayList<>(List.of(verb, "--config", config()));
    all.addAll(List.of("--data-dir", data().toString()));
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String config() throws IOException {
    var command = Json.object();
    command.putObject("server").put("port", port);
    var backend = command.putArray("backends").addObject().put("name", "tiny");
    backend.put("command", TinyBackend.command().getFirst());
    var arguments = backend.putArray("args");
    TinyBackend.command().stream().skip(1).forEach(arguments::add);
    command.put("mode", mode);
    if (withSecond) {
      addSecond(command);
    }
    return Files.writeString(folder.resolve("dowser.json"), Json.text(command)).toString();
  }

  /** A backend that only another virtual server has. */
  private static void addSecond(ObjectNode config) {
    config.withArray("backends").addObject().put("name", "lost").put("command", "no-such-program");
    config.putObject("groups").putArray("of-main").add("tiny");
    config.put("groupRef", "of-main");
    config.putObject("virtualServers").putObject("second").putArray("backends").add("lost");
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  @Test
  void verbs_answerWithoutARunningGatewayAndLeaveNothingBehind() throws IOException {
    var before = children();

    assertThat(run("tools")).isZero();
    assertThat(out).contains("tiny_weather", "tiny_secret");
    assertThat(run("tools", "--server", "tiny", "--json")).isZero();
    assertThat(Json.parse(out).path("tools")).hasSize(2);
    assertThat(run("find", "wether of a city")).isZero();
    assertThat(out).startsWith("tiny_weather(");
    assertThat(run("find", "wether of a city", "--explain")).isZero();
    assertThat(out).contains("wether taken for weather", "meaning");
    assertThat(run("call", "tiny_weather", "--arg", "city=Graz")).isZero();
    assertThat(out).isEqualToIgnoringNewLines("sunny");

    assertThat(children()).isEqualTo(before);
    Ownership.take(data()).orElseThrow().close();
  }

  @Test
  void modeAll_isFoundInAndCalledToo() throws IOException {
    mode = "all";

    assertThat(run("find", "wether of a city", "--limit", "1")).isZero();
    assertThat(out).startsWith("tiny_weather ").hasLineCount(1);
    assertThat(run("find", "wether of a city", "--json")).isZero();
    assertThat(Json.parse(out).path("hits").path(0).path("name").asString("x"))
        .isEqualTo("tiny_weather");
    assertThat(run("find", "weather", "--detail", "name")).isOne();
    assertThat(err.toString()).contains("--detail is for mode find");
    assertThat(run("call", "tiny_weather", "--arg", "city=Graz")).isZero();
    assertThat(out).isEqualToIgnoringNewLines("sunny");
  }

  @Test
  void folderOwnedByAnother_isLeftAlone() throws IOException {
    Files.createDirectory(data());
    try (var owner = Ownership.take(data()).orElseThrow()) {
      owner.announce(FolderHolder.URL, "c");

      assertThat(run("find", "weather")).isZero();

      assertThat(out).startsWith("tiny_weather(");
      assertThat(data()).isDirectoryNotContaining("glob:**index");
      assertThat(Ownership.read(data())).isPresent();
    }
  }

  private AloneGateway asking() throws IOException {
    var options = GatewayOptions.of(Path.of(config()), data().toString(), false);
    return AloneGateway.start(
        Configuration.load(options), Terminal.nowhere(), new Readiness.Finding());
  }

  @Test
  void question_doesNotKeepServeFromStarting() throws IOException {
    try (var _ = asking()) {
      Ownership.take(data()).orElseThrow().close();
    }
  }

  @Test
  void question_bringsBackWhatItLearned() throws IOException {
    asking().close();

    var vectors = data().resolve("vectors/vectors.bin");
    var size = Files.size(vectors);
    assertThat(data().resolve("catalog")).isNotEmptyDirectory();
    asking().close();
    assertThat(Files.size(vectors)).isEqualTo(size).isPositive();
  }

  @Test
  void folderUsedMeanwhile_keepsWhatItsGatewayWrote() throws IOException {
    var names = data().resolve("names/main.json");
    try (var _ = asking()) {
      Files.createDirectories(data().resolve("names"));
      Files.writeString(names, "{}");
    }

    assertThat(names).content().isEqualTo("{}");
    assertThat(data().resolve("catalog")).doesNotExist();
  }

  @Test
  void toolNobodyHas_isAnErrorOfTheUser() throws IOException {
    assertThat(run("call", "tiny_weathr_now")).isOne();
    assertThat(out).contains("tiny_weather");
    assertThat(run("tools", "--server", "none")).isOne();
    assertThat(err.toString()).contains("no backend is called none; there are: tiny");
  }

  @Test
  void configurationAndAddress_excludeEachOther() throws IOException {
    assertThat(run("tools", "--url", "http://127.0.0.1:1/mcp")).isEqualTo(2);
    assertThat(err.toString()).contains("--config and --url exclude each other");
  }

  @Test
  void noGatewayRuns_isSaidWithWhatToDo() {
    var code =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute("tools", "--url", "http://127.0.0.1:1/mcp");

    assertThat(code).isOne();
    assertThat(err.toString()).contains("no gateway answers", "dowser serve", "--config FILE");
  }

  @Test
  void doctor_connectsItselfAndFindsNothingToMend() throws IOException {
    Files.createDirectory(data());

    assertThat(run("doctor", "--json")).as(out).isZero();

    var checks = Json.parse(out).path("checks").valueStream().toList();
    assertThat(checks)
        .extracting(check -> check.path("subject").asString())
        .contains(
            "jdk", "configuration", "data folder", "program", "gateway", "port", "model", "tiny");
    assertThat(data()).isEmptyDirectory();
  }

  @Test
  void doctor_asksTheGatewayThatRuns() throws IOException {
    var options = GatewayOptions.of(Path.of(config()), data().toString(), false);
    var loaded = Configuration.load(options);
    var anyPort = loaded.with(loaded.settings().withServer(loaded.settings().server().withPort(0)));
    try (var gateway = RunningGateway.own(anyPort, Terminal.nowhere())) {
      run("doctor");

      assertThat(out).contains("runs at " + gateway.url()).contains("tiny");
    }
  }

  @Test
  void doctor_takesNoOtherGatewayForThisOnes() throws IOException {
    var other = folder.resolve("other").toString();
    var loaded = Configuration.load(GatewayOptions.of(Path.of(config()), other, false));
    var anyPort = loaded.with(loaded.settings().withServer(loaded.settings().server().withPort(0)));
    try (var gateway = RunningGateway.own(anyPort, Terminal.nowhere())) {
      port = gateway.url().getPort();

      assertThat(run("doctor")).isOne();

      assertThat(out)
          .contains("another gateway answers at " + gateway.url(), other, "up, stdio")
          .doesNotContain("runs at");
    }
  }

  @Test
  void doctor_looksAtBackendsOfAllVirtualServers() throws IOException {
    withSecond = true;

    assertThat(run("doctor")).isOne();

    assertThat(out).contains("2 backends", "no-such-program not found, for lost", "fail lost");
  }

  @Test
  void doctor_namesEveryFaultOfAConfiguration() throws IOException {
    var file = Files.writeString(folder.resolve("bad.yaml"), "mod: find\nbackends: 3\n");
    var code =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute("doctor", "--config", file.toString(), "--timeout", "5");

    assertThat(code).isOne();
    assertThat(Main.commandLine().setErr(new PrintWriter(err)).execute("doctor", "--timeout", "0"))
        .isEqualTo(2);
  }
}
