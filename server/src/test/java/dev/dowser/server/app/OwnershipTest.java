package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnershipTest {
  private static final URI URL = URI.create("http://127.0.0.1:4483/mcp");

  @TempDir private Path folder;

  @Test
  void secondTakerInThisProcess_isRefused() {
    try (var first = Ownership.take(folder).orElseThrow()) {
      assertThat(Ownership.take(folder)).isEmpty();
      assertThat(Ownership.take(folder.resolve("..").resolve(folder.getFileName()))).isEmpty();
      first.announce(URL, "c");
    }
    Ownership.take(folder).orElseThrow().close();
  }

  @Test
  void takerInAnotherProcess_isRefused() throws IOException {
    try (var _ = Ownership.take(folder).orElseThrow();
        var other = FolderHolder.start(folder)) {
      assertThat(other.holds()).isFalse();
    }
  }

  @Test
  void refusedSecondTake_doesNotDropTheFirstOnesLock() throws IOException {
    try (var _ = Ownership.take(folder).orElseThrow()) {
      assertThat(Ownership.take(folder)).isEmpty();
      try (var other = FolderHolder.start(folder)) {
        assertThat(other.holds()).isFalse();
      }
    }
  }

  @Test
  void ownerKilled_lockIsFreeAndItsCardIsGone() throws IOException {
    try (var other = FolderHolder.start(folder)) {
      assertThat(other.holds()).isTrue();
      assertThat(Ownership.take(folder)).isEmpty();
      assertThat(Ownership.read(folder))
          .contains(new Ownership.Owner(other.pid(), FolderHolder.URL, "/etc/dowser.yaml"));
      other.kill();
      assertThat(Ownership.read(folder)).isPresent();
      try (var next = Ownership.take(folder).orElseThrow()) {
        assertThat(Ownership.read(folder)).isEmpty();
        next.announce(URL, "mine");
        assertThat(Ownership.read(folder))
            .contains(new Ownership.Owner(ProcessHandle.current().pid(), URL, "mine"));
      }
      assertThat(Ownership.read(folder)).isEmpty();
    }
  }

  @Test
  void folderHeldForAMoment_isWaitedFor() throws InterruptedException {
    var held = Ownership.take(folder).orElseThrow();
    var end = Thread.ofVirtual().unstarted(held::close);
    end.start();

    Ownership.takeSoon(folder, Duration.ofSeconds(60)).orElseThrow().close();
    end.join();
  }

  @Test
  void folderOfOneThatListens_isNotWaitedFor() {
    try (var owner = Ownership.take(folder).orElseThrow()) {
      owner.announce(URL, "c");

      assertThat(Ownership.takeSoon(folder, Duration.ofDays(1))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[1",
        "null",
        "{\"url\":\"\"}",
        "{\"url\":\"http://h/mcp\"}",
        "{\"url\":\"http://h:70000/mcp\"}",
        "{\"url\":\": :\"}"
      })
  void brokenCard_saysNothing(String card) throws IOException {
    Files.writeString(folder.resolve("owner.json"), card);

    assertThat(Ownership.read(folder)).isEmpty();
    Ownership.take(folder).orElseThrow().close();
  }
}
