package dev.dowser.server.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.BackendLimits;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.server.app.doctor.Finding.Verdict;
import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChecksTest {
  @TempDir private Path folder;

  private Path script(String name, String body) throws IOException {
    var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static StdioBackendSettings backend(String name, String command) {
    return new StdioBackendSettings(
        name, command, List.of(), Map.of(), List.of(), Optional.empty(), BackendLimits.ofStdio());
  }

  private List<Finding> programs(Duration patience, StdioBackendSettings... backends) {
    return new ProgramChecks(new Programs(folder.toString(), patience)).of(List.of(backends));
  }

  @Test
  void programsThatBackendsNeed_areLookedUpOnceWithWhatToDo() throws IOException {
    script("npx", "echo 10.9.0");
    script("node", "echo v18.1.0");

    var found =
        programs(
            Duration.ofSeconds(30), backend("a", "npx"), backend("b", "npx"), backend("c", "uvx"));

    assertThat(found)
        .extracting(Finding::verdict)
        .containsExactly(Verdict.OK, Verdict.FAIL, Verdict.WARN);
    assertThat(found.getFirst().text()).isEqualTo(folder.resolve("npx") + " 10.9.0 for a, b");
    assertThat(found.get(1).text()).isEqualTo("uvx not found, for c");
    assertThat(found.get(1).toDo()).contains("docs.astral.sh/uv");
    assertThat(found.get(2).text()).contains("v18.1.0");
  }

  @Test
  void programThatTellsNoVersion_doesNotHang() throws IOException {
    script("uvx", "exec sleep 600");

    assertThat(programs(Duration.ofMillis(200), backend("c", "uvx")))
        .containsExactly(Finding.ok("program", folder.resolve("uvx") + " for c"));
  }

  @Test
  void portInUse_hasToBeMended() throws IOException {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      assertThat(HostChecks.port("127.0.0.1", port).verdict()).isEqualTo(Verdict.FAIL);
    }
    assertThat(HostChecks.port("127.0.0.1", port).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void dataFolderIsLookedAtAndNotMade() throws IOException {
    var none = folder.resolve("none").resolve("below");
    assertThat(HostChecks.dataFolder(none).getFirst().text()).endsWith("will be made at first use");
    assertThat(none).doesNotExist();

    var open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(HostChecks.dataFolder(open))
        .anyMatch(finding -> finding.toDo().equals("chmod 700 " + open));

    var file = Files.writeString(folder.resolve("file"), "");
    assertThat(HostChecks.dataFolder(file.resolve("x")).getFirst().verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void backends_areJudgedByTheirState() {
    var status =
        Json.parse(
            """
            {"backends": [
              {"name": "a", "state": "ready", "transport": "sse", "generation": "legacy", "tools": 3,
               "leftOut": [{"name": "odd", "reason": "twice"}]},
              {"name": "b", "state": "down", "lastError": "its command cannot be started: no"},
              {"name": "c", "state": "needs login", "lastError": "401"},
              {"name": "d", "state": "connecting"},
              {"name": "e", "state": "ready", "transport": "stdio", "generation": "legacy", "tools": 0}],
             "index": {"space": "", "model": {"state": "loading"}}}
            """);

    var found = StatusChecks.backends(status, Map.of("a", "1.5 s"));

    assertThat(found)
        .extracting(Finding::subject, Finding::verdict)
        .map(Object::toString)
        .containsExactly(
            "(\"a\", OK)",
            "(\"a\", WARN)",
            "(\"b\", FAIL)",
            "(\"c\", FAIL)",
            "(\"d\", FAIL)",
            "(\"e\", WARN)");
    assertThat(found.getFirst().text()).isEqualTo("up, sse, legacy generation, 3 tools, 1.5 s");
    assertThat(found.get(3).toDo()).contains("dowser reindex --backend c");
    assertThat(StatusChecks.model(status).verdict()).isEqualTo(Verdict.WARN);
    assertThat(StatusChecks.comingUp(status)).containsExactly("d", "the model");
    assertThat(StatusChecks.unknown(status, List.of("a", "z")))
        .extracting(Finding::subject)
        .containsExactly("z");
  }

  @Test
  void runningGatewayTellsSinceWhenABackendIsUp() {
    var status =
        Json.parse(
            """
            {"backends": [{"name": "a", "state": "ready", "transport": "stdio", "generation": "legacy",
                           "tools": 3, "since": "2026-11-27T04:12:03.123456Z"}]}
            """);

    assertThat(StatusChecks.backends(status, Map.of()).getFirst().text())
        .isEqualTo("up, stdio, legacy generation, 3 tools, since 2026-11-27 04:12 UTC");
  }

  @Test
  void backendThatIsDown_isGivenAdviceForItsTransport() {
    var status =
        Json.parse(
            """
            {"backends": [
              {"name": "a", "state": "down", "transport": "stdio", "lastError": "it ended"},
              {"name": "b", "state": "down", "transport": "streamable-http", "lastError": "it cannot be reached"}]}
            """);

    var found = StatusChecks.backends(status, Map.of());

    assertThat(found.getFirst().toDo()).contains("inheritEnv");
    assertThat(found.getLast().toDo()).contains("url").doesNotContain("inheritEnv");
  }

  @Test
  void modelOfARunningGateway_isToldByNameOrReason() {
    var ready =
        Json.parse(
            """
            {"index": {"model": {"state": "ready", "name": "tei/e5"}},
             "virtualServers": [{"index": {"pendingVectors": 2}}, {"index": {"pendingVectors": 3}}]}
            """);
    var refused =
        Json.parse(
            """
            {"index": {"model": {"state": "unavailable", "reason": "401 of its server"}}}\
            """);

    assertThat(StatusChecks.model(ready))
        .isEqualTo(Finding.ok("model", "tei/e5 is loaded, 5 tools wait for it"));
    assertThat(StatusChecks.model(refused).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(StatusChecks.model(refused).text()).startsWith("401 of its server");
  }

  @Test
  void backendThatTakesNoSubscriptionsAgain_isAWarning() {
    var status =
        Json.parse(
            """
            {"backends": [
              {"name": "a", "state": "ready", "tools": 3, "lostSubscriptions": 2},
              {"name": "b", "state": "ready", "tools": 3, "lostSubscriptions": 0}]}
            """);

    assertThat(StatusChecks.backends(status, Map.of()))
        .extracting(Finding::subject, Finding::verdict)
        .map(Object::toString)
        .containsExactly("(\"a\", OK)", "(\"a\", WARN)", "(\"b\", OK)");
  }

  @Test
  void otherVirtualServers_areLookedAtToo() {
    var status =
        Json.parse(
            """
            {"virtualServers": [
              {"name": "main", "backends": [{"name": "a", "leftOut": [{"name": "x", "reason": "r"}]}],
               "pinnedWithoutTool": ["gone"]},
              {"name": "data", "backends": [{"name": "b", "leftOut": [{"name": "y", "reason": "r"}]}]}]}
            """);

    assertThat(StatusChecks.virtualServers(status))
        .extracting(Finding::subject)
        .containsExactly("main", "data/b");
  }

  @Test
  void indexThatCannotBeWritten_isAFault() {
    var status =
        Json.parse(
            """
            {"virtualServers": [
              {"name": "main", "index": {"lastError": "cannot write the index: disk full"}}]}
            """);

    assertThat(StatusChecks.virtualServers(status))
        .extracting(Finding::verdict, Finding::text)
        .map(Object::toString)
        .first()
        .asString()
        .contains("FAIL", "disk full");
  }

  @Test
  void diagnosis_isLinesOrOneJsonObject() {
    assertThat(shown(false))
        .isEqualTo(
            """
            ok   jdk              25
            fail port             taken
                                  -> end it

            1 to mend, 0 to look at.
            """);
    assertThat(Json.parse(shown(true)))
        .isEqualTo(
            Json.parse(
                """
                {"ok": false, "checks": [
                  {"subject": "jdk", "verdict": "ok", "text": "25"},
                  {"subject": "port", "verdict": "fail", "text": "taken", "toDo": "end it"}]}
                """));
  }

  private static String shown(boolean quiet) {
    var out = new ByteArrayOutputStream();
    var terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    var diagnosis = new Diagnosis(terminal, quiet);
    diagnosis.add(Finding.ok("jdk", "25"));
    diagnosis.add(Finding.fail("port", "taken", "end it"));
    diagnosis.end();
    return out.toString(StandardCharsets.UTF_8);
  }
}
