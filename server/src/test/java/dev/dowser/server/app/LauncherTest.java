package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scripts in a copy of their folder whose path has a space, with JDKs that only look like it.
 */
final class LauncherTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> TOOLS =
      List.of(
          "sed",
          "readlink",
          "dirname",
          "find",
          "head",
          "mkdir",
          "tee",
          "mv",
          "cat",
          "rm",
          "sleep",
          "grep",
          "touch");

  @TempDir private Path temporary;
  private Path home;

  private record End(int code, String out, String err) {}

  @BeforeEach
  void copy() throws IOException {
    home = Files.createDirectory(temporary.resolve("a folder"));
    Files.createDirectories(home.resolve("bin"));
    for (var script : List.of("dowser", "verify", "bin/find-jdk.sh")) {
      Files.copy(ROOT.resolve(script), home.resolve(script));
    }
  }

  /** A folder like a JDK's; its java says its arguments. */
  private Path jdk(String name, String version) throws IOException {
    var folder = temporary.resolve(name);
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (var tool : List.of("java", "javac")) {
      script(folder.resolve("bin").resolve(tool), "echo \"" + name + " $*\"");
    }
    return folder;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private End run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    var out = Files.createTempFile(temporary, "out", "");
    var err = Files.createTempFile(temporary, "err", "");
    var builder =
        new ProcessBuilder(command)
            .directory(temporary.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin"));
    builder.environment().putAll(environment);
    var process = builder.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new End(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** Sources the finder where no JDK of this machine is seen and prints what it chose. */
  private End find(Map<String, String> environment) throws IOException, InterruptedException {
    var finder = home.resolve("bin/find-jdk.sh");
    var text = Files.readString(finder).replace("/usr/", "/none/").replace("/opt/", "/none/");
    var hidden =
        Files.writeString(home.resolve("bin/hidden.sh"), text.replace("/Library", "/none"));
    return run(
        environment,
        List.of(
            "/bin/sh",
            "-euc",
            ". \"$0\"; dowser_find_jdk; echo \"$JAVA_HOME\"",
            hidden.toString()));
  }

  private Map<String, String> with(Path javaHome) {
    return Map.of("JAVA_HOME", javaHome.toString(), "PATH", noJava(), "HOME", temporary.toString());
  }

  /** A PATH with what the scripts use and no java. */
  private String noJava() {
    var tools = temporary.resolve("tools");
    try {
      Files.createDirectories(tools);
      for (var tool : TOOLS) {
        var link = tools.resolve(tool);
        if (!Files.exists(link)) {
          var real = Path.of("/usr/bin", tool);
          Files.createSymbolicLink(link, Files.exists(real) ? real : Path.of("/bin", tool));
        }
      }
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
    return tools.toString();
  }

  @Test
  void newerJdkInJavaHome_isTaken() throws IOException, InterruptedException {
    var jdk = jdk("my jdk 26", "26.0.1");

    assertThat(find(with(jdk)).out()).isEqualTo(jdk + "\n");
  }

  @Test
  void oldJdkInJavaHome_isPassedOver() throws IOException, InterruptedException {
    var old = jdk("jdk 17", "17.0.9");
    var good = jdk(".sdkman/candidates/java/25-tem", "25.0.3");

    assertThat(find(with(old)).out()).isEqualTo(good + "\n");
  }

  @Test
  void jdkOnThePath_isFoundThroughLinks() throws IOException, InterruptedException {
    var good = jdk("linked jdk", "25");
    Files.createSymbolicLink(Path.of(noJava()).resolve("java"), good.resolve("bin/java"));

    assertThat(find(Map.of("PATH", noJava())).out()).isEqualTo(good + "\n");
  }

  @Test
  void noJdk_saysWhatIsMissingAndWhereItLooked() throws IOException, InterruptedException {
    var old = jdk("jdk 8", "1.8.0_392");
    var end = find(with(old));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.out()).isEmpty();
    assertThat(end.err())
        .contains("JDK 25 or newer")
        .contains(old + " (JDK 1)")
        .contains("JAVA_HOME");
    assertThat(find(Map.of("PATH", noJava())).err()).contains("no JDK is installed");
  }

  private End dowser(String... verb) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("/bin/sh", home.resolve("dowser").toString()));
    command.addAll(List.of(verb));
    return run(with(jdk("jdk 25", "25.0.3")), command);
  }

  @Test
  void stdioWithoutABuild_saysWhatToRun() throws IOException, InterruptedException {
    var end = dowser("stdio");

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.out()).isEmpty();
    assertThat(end.err()).contains("not built yet").contains(home + "/dowser version");
  }

  @Test
  void stdioWithNewerSources_runsWhatIsBuilt() throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("server/target"));
    Files.writeString(home.resolve("server/target/dowser.jar"), "");

    var end = dowser("stdio", "--config", "my file.yaml");

    assertThat(end.code()).isZero();
    assertThat(end.err()).isEmpty();
    assertThat(end.out())
        .startsWith("jdk 25 ")
        .endsWith("-jar " + home + "/server/target/dowser.jar stdio --config my file.yaml\n")
        .contains("-Ddowser.home=" + home);
  }

  @ParameterizedTest
  @CsvSource({
    "serve, true",
    "stdio, true",
    "bench, true",
    "unknown, false",
    "find, false",
    "call, false",
    "tools, false",
    "doctor, false",
    "completion, false",
    "reindex, false",
    "validate, false",
    "init, false",
    "connect, false",
    "version, false",
    "--help, false"
  })
  void onlyVerbsThatCompareVectors_getTheModuleThatTheJdkWarnsOf(String verb, boolean module)
      throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("server/target"));
    Files.writeString(home.resolve("server/target/dowser.jar"), "");
    Files.writeString(home.resolve("server/target/dowser.built"), "");

    var end = dowser(verb, "my text");

    assertThat(end.out())
        .endsWith("-jar " + home + "/server/target/dowser.jar " + verb + " my text\n");
    assertThat(end.out().contains("--add-modules jdk.incubator.vector")).isEqualTo(module);
  }

  @Test
  void otherVerbWithoutMaven_saysSo() throws IOException, InterruptedException {
    var end = dowser("version");

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err()).contains("needs Maven");
  }

  /** A Maven that builds, and notes that it did. */
  private Path maven() throws IOException {
    noJava();
    var built = temporary.resolve("maven ran");
    script(
        temporary.resolve("tools").resolve("mvn"),
        "echo once >>'%s'; echo >'%s'".formatted(built, jar()));
    return built;
  }

  private Path jar() {
    return home.resolve("server/target/dowser.jar");
  }

  /** A build that a process with this id is at. */
  private Path buildOf(long process) throws IOException {
    var building = Files.createDirectories(home.resolve("server/target/dowser.building"));
    Files.writeString(building.resolve("pid"), process + "\n");
    return building;
  }

  @Test
  void secondTerminalWaitsForTheBuildOfTheFirst() throws IOException, InterruptedException {
    var built = maven();
    var building = buildOf(ProcessHandle.current().pid());
    var builder = new ProcessBuilder("/bin/sh", home.resolve("dowser").toString(), "version");
    builder.environment().clear();
    builder.environment().putAll(with(jdk("jdk 25", "25.0.3")));
    var process = builder.start();

    assertThat(process.errorReader().readLine()).contains("Another terminal is building");
    Files.writeString(jar(), "");
    Files.writeString(home.resolve("server/target/dowser.built"), "");
    Files.delete(building.resolve("pid"));
    Files.delete(building);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(built).doesNotExist();
    assertThat(building).doesNotExist();
  }

  @Test
  void buildOfAKilledTerminal_isNotWaitedFor() throws IOException, InterruptedException {
    var built = maven();
    var dead = new ProcessBuilder("/bin/sh", "-c", "exit").start();
    assertThat(dead.waitFor(20, TimeUnit.SECONDS)).isTrue();
    var building = buildOf(dead.pid());

    var end = dowser("version");

    assertThat(end.code()).isZero();
    assertThat(end.err()).doesNotContain("waiting");
    assertThat(Files.readAllLines(built)).hasSize(1);
    assertThat(building).doesNotExist();
  }

  @Test
  void folderThatCannotBeWritten_isNotWaitedFor() throws IOException, InterruptedException {
    var built = maven();
    Files.createDirectories(home.resolve("server/target"));
    Files.writeString(
        home.resolve("server/target/dowser.building"), "no folder can have this name");

    var end = dowser("version");

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err()).contains("cannot build in " + home + "/server/target");
    assertThat(built).doesNotExist();
  }

  @Test
  void verifyWithoutMaven_saysSo() throws IOException, InterruptedException {
    var end =
        run(with(jdk("jdk 25", "25.0.3")), List.of("/bin/sh", home.resolve("verify").toString()));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.err()).contains("needs Maven");
  }

  @Test
  void link_findsItsHome() throws IOException, InterruptedException {
    var link = Files.createSymbolicLink(temporary.resolve("dowser link"), home.resolve("dowser"));
    var end = run(with(jdk("jdk 25", "25.0.3")), List.of("/bin/sh", link.toString(), "stdio"));

    assertThat(end.err()).contains(home + "/dowser version");
  }
}
