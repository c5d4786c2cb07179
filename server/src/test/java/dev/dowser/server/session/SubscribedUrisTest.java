package dev.dowser.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubscribedUrisTest {
  private static final Instant NOW = Instant.parse("2020-01-31T00:00:00Z");

  @TempDir private Path folder;

  private SubscribedUris uris() {
    return SubscribedUris.in(folder, () -> NOW);
  }

  private Path file(String nonce) {
    return folder.resolve("subscriptions").resolve(nonce);
  }

  @Test
  void whatASessionSubscribedTo_isKnownAfterARestart() {
    var before = uris().of("one", () -> false);
    before.add("x:1");
    before.add("x:2 \n\"");
    before.add("x:3");
    before.remove("x:1");

    assertThat(uris().of("one", () -> false).all()).containsExactly("x:2 \n\"", "x:3");
    assertThat(uris().of("two", () -> false).all()).isEmpty();
  }

  @Test
  void writesThatFail_takeNoPlaceFromSessionsThatAreRemembered() throws IOException {
    var all = uris();
    all.of("good", () -> false).add("x:1");
    Files.createDirectories(file("bad.next").resolve("in the way"));

    var bad = all.of("bad", () -> false);
    for (int i = 0; i < SubscribedUris.MOST_SESSIONS; i++) {
      bad.add("x:" + i);
    }
    all.of("next", () -> false).add("x:1");

    assertThat(file("good")).exists();
    assertThat(file("next")).exists();
  }

  @Test
  void endedSession_leavesNothingBehind() {
    var all = uris();
    all.of("one", () -> false).add("x:1");

    all.forget("one");

    assertThat(file("one")).doesNotExist();
  }

  @Test
  void sessionOfLongAgo_isForgotten() throws IOException {
    uris().of("old", () -> false).add("x:1");
    uris().of("new", () -> false).add("x:1");
    var longAgo = NOW.minus(SubscribedUris.KEPT).minus(Duration.ofSeconds(1));
    Files.setLastModifiedTime(file("old"), FileTime.from(longAgo));

    var all = uris();

    assertThat(all.of("old", () -> false).all()).isEmpty();
    assertThat(all.of("new", () -> false).all()).containsExactly("x:1");
  }

  @Test
  void fileThatIsNoList_isTakenForNone() throws IOException {
    var all = uris();
    all.of("three", () -> false).add("x:1");
    Files.writeString(file("one"), "[\"x:1\", 7");
    Files.writeString(file("two"), "[\"x:1\", 7, null]");

    assertThat(all.of("one", () -> false).all()).isEmpty();
    assertThat(all.of("two", () -> false).all()).containsExactly("x:1");
  }

  @Test
  void moreThanIsRemembered_isLeftOutAndNothingElseIsLost() {
    var one = uris().of("one", () -> false);
    one.add("x:1");

    one.add("x:" + "long".repeat(SubscribedUris.MOST_BYTES / 4));

    assertThat(one.all()).hasSize(2);
    assertThat(uris().of("one", () -> false).all()).containsExactly("x:1");
  }

  @Test
  void sessionThatWasInUseForLongerThanItsSubscriptionsChanged_isRemembered() throws IOException {
    var one = uris().of("one", () -> false);
    one.add("x:1");
    var longAgo = FileTime.from(NOW.minus(SubscribedUris.KEPT).minus(Duration.ofSeconds(1)));
    Files.setLastModifiedTime(file("one"), longAgo);
    one.touch();
    assertThat(uris().of("one", () -> false).all()).containsExactly("x:1");

    var running = uris();
    Files.setLastModifiedTime(file("one"), longAgo);
    assertThat(running.of("one", () -> false).all()).containsExactly("x:1");

    assertThat(uris().of("one", () -> false).all()).containsExactly("x:1");
  }

  @Test
  void unsubscribedFromASetTooLongToWrite_doesNotComeBack() {
    var one = uris().of("one", () -> false);
    one.add("x:1");
    one.add("x:2");
    one.add("x:" + "long".repeat(SubscribedUris.MOST_BYTES / 4));

    one.remove("x:1");

    assertThat(uris().of("one", () -> false).all()).containsExactly("x:2");
  }

  @Test
  void moreSessionsThanAreRemembered_theOldestMakesRoom() throws IOException {
    var all = uris();
    for (int i = 0; i < SubscribedUris.MOST_SESSIONS; i++) {
      all.of("s" + i, () -> false).add("x:1");
    }
    Files.setLastModifiedTime(file("s7"), FileTime.from(NOW));

    all.of("one too many", () -> false).add("x:1");

    assertThat(file("one too many")).exists();
    assertThat(file("s7")).doesNotExist();
    assertThat(folder.resolve("subscriptions").toFile().list())
        .hasSize(SubscribedUris.MOST_SESSIONS);
  }
}
