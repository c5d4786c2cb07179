package dev.dowser.server.app.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir private Path parent;

  @Test
  void missingFolder_isMadeForItsUserAlone() throws IOException {
    var folder = DataFolder.open(new DataDirectory.OnDisk(parent.resolve("a/b")));

    assertThat(folder.path()).isEqualTo(parent.resolve("a/b")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
        .isEqualTo("rwx------");
    folder.end();
    assertThat(folder.path()).isDirectory();
  }

  @Test
  void fileInItsPlace_isSaidWithItsPath() throws IOException {
    var file = Files.writeString(parent.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.open(new DataDirectory.OnDisk(file)))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("data folder")
        .hasMessageContaining(file.toString());
  }

  @Test
  void inMemory_isAPrivateFolderThatGoes() throws IOException {
    var folder = DataFolder.open(new DataDirectory.InMemory());
    Files.createDirectories(folder.path().resolve("index/deep"));
    Files.writeString(folder.path().resolve("index/deep/file"), "x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
        .isEqualTo("rwx------");

    folder.end();

    assertThat(folder.path()).doesNotExist();
  }
}
