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
    return SubscribedUris.in(folder, NOW);
  }

  private Path file(String nonce) {
    return folder.resolve("subscriptions").resolve(nonce);
  }

  @Test
  void whatASessionSubscribedTo_isKnownAfterARestart() {
    var before = uris().of("one");
    before.add("x:1");
    before.add("x:2 \n\"");
    before.add("x:3");
    before.remove("x:1");

    assertThat(uris().of("one").all()).containsExactly("x:2 \n\"", "x:3");
    assertThat(uris().of("two").all()).isEmpty();
  }

  @Test
  void endedSession_leavesNothingBehind() {
    var all = uris();
    all.of("one").add("x:1");

    all.forget("one");

    assertThat(file("one")).doesNotExist();
  }

  @Test
  void sessionOfLongAgo_isForgotten() throws IOException {
    uris().of("old").add("x:1");
    uris().of("new").add("x:1");
    var longAgo = NOW.minus(SubscribedUris.KEPT).minus(Duration.ofSeconds(1));
    Files.setLastModifiedTime(file("old"), FileTime.from(longAgo));

    var all = uris();

    assertThat(all.of("old").all()).isEmpty();
    assertThat(all.of("new").all()).containsExactly("x:1");
  }

  @Test
  void fileThatIsNoList_isTakenForNone() throws IOException {
    var all = uris();
    all.of("three").add("x:1");
    Files.writeString(file("one"), "[\"x:1\", 7");
    Files.writeString(file("two"), "[\"x:1\", 7, null]");

    assertThat(all.of("one").all()).isEmpty();
    assertThat(all.of("two").all()).containsExactly("x:1");
  }

  @Test
  void moreThanIsRemembered_isLeftOutAndNothingElseIsLost() {
    var one = uris().of("one");
    one.add("x:1");

    one.add("x:" + "long".repeat(SubscribedUris.MOST_BYTES / 4));

    assertThat(one.all()).hasSize(2);
    assertThat(uris().of("one").all()).containsExactly("x:1");
  }

  @Test
  void moreSessionsThanAreRemembered_areLeftOut() {
    var all = uris();
    for (int i = 0; i < SubscribedUris.MOST_SESSIONS; i++) {
      all.of("s" + i).add("x:1");
    }
    all.of("one too many").add("x:1");
    assertThat(file("one too many")).doesNotExist();

    all.forget("s0");
    all.of("one too many").add("x:1");

    assertThat(file("one too many")).exists();
  }
}
