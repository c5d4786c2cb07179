package dev.dowser.server.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
  @Test
  void diff_showsOnlyWhatChanges() {
    var before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";
    var after = before.replace("b\n", "").replace("k\n", "k\nl\n");

    assertThat(UnifiedDiff.of("x", before, after))
        .containsExactly(
            "--- x",
            "+++ x (new)",
            "@@ -1,5 +1,4 @@",
            " a",
            "-b",
            " c",
            " d",
            " e",
            "@@ -9,3 +8,4 @@",
            " i",
            " j",
            " k",
            "+l");
    assertThat(UnifiedDiff.of("x", before, before)).isEmpty();
  }
}
