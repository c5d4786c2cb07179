package dev.dowser.server.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PassingFolderTest {
  @TempDir private Path place;
  @TempDir private Path elsewhere;

  /** Runs in another process: makes a folder, says where, keeps it until its input ends. */
  public static void main(String[] args) throws IOException {
    var folder = PassingFolder.createIn(Path.of(args[0]));
    System.out.println(folder.path());
    System.in.transferTo(OutputStream.nullOutputStream());
    folder.close();
  }

  @Test
  void killedProcess_leavesAFolderThatTheNextOneDeletes() throws IOException {
    var other = start();
    var left = Path.of(other.inputReader().readLine());
    Files.createDirectories(left.resolve("index/deep"));
    Files.writeString(left.resolve("index/deep/file"), "x");

    PassingFolder.createIn(place).close();
    assertThat(left.resolve("index/deep/file")).exists();

    other.destroyForcibly().onExit().join();
    PassingFolder.createIn(place).close();

    assertThat(left).doesNotExist();
  }

  @Test
  void folderInUseByThisProcess_stays() throws IOException {
    try (var first = PassingFolder.createIn(place)) {
      PassingFolder.createIn(place).close();
      PassingFolder.createIn(place).close();

      assertThat(first.path()).isDirectory();
    }
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void whatIsNoSuchFolder_stays() throws IOException {
    Files.createDirectories(place.resolve("dowser-passing-without-lock"));
    Files.writeString(place.resolve("dowser-passing-file"), "x");
    left(place.resolve("dowser-1"));
    left(elsewhere.resolve("target"));
    Files.createSymbolicLink(place.resolve("dowser-passing-link"), elsewhere.resolve("target"));
    var lockElsewhere = Files.createDirectories(place.resolve("dowser-passing-lock-elsewhere"));
    Files.createSymbolicLink(
        lockElsewhere.resolve("passing.lock"), elsewhere.resolve("target/passing.lock"));

    PassingFolder.createIn(place).close();

    assertThat(place.resolve("dowser-passing-without-lock")).exists();
    assertThat(place.resolve("dowser-passing-file")).exists();
    assertThat(place.resolve("dowser-1")).exists();
    assertThat(place.resolve("dowser-passing-link")).isSymbolicLink();
    assertThat(elsewhere.resolve("target/passing.lock")).exists();
    assertThat(lockElsewhere).exists();
  }

  @Test
  void linkInAFolderThatWasLeft_goesWithoutWhatItLeadsTo() throws IOException {
    var kept = Files.createDirectories(elsewhere.resolve("models"));
    Files.writeString(kept.resolve("model.bin"), "x");
    left(place.resolve("dowser-passing-1"));
    Files.createSymbolicLink(place.resolve("dowser-passing-1/models"), kept);

    PassingFolder.createIn(place).close();

    assertThat(place.resolve("dowser-passing-1")).doesNotExist();
    assertThat(kept.resolve("model.bin")).exists();
  }

  @Test
  void processKilledWhileItDeletes_leavesTheLockBesideTheRest() throws IOException {
    var folder = place.resolve("dowser-passing-1");
    left(folder);
    Files.createFile(folder.resolve("a"));
    Files.createFile(Files.createDirectory(folder.resolve("z")).resolve("deep"));

    assertThat(PassingFolder.inOrderOfDeletion(folder))
        .containsExactly(
            folder.resolve("z/deep"),
            folder.resolve("z"),
            folder.resolve("a"),
            folder.resolve("passing.lock"),
            folder);
  }

  /** As a killed process leaves it. */
  private static void left(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve("passing.lock"));
  }

  private Process start() throws IOException {
    var java = ProcessHandle.current().info().command().orElseThrow();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PassingFolderTest.class.getName(),
                place.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
