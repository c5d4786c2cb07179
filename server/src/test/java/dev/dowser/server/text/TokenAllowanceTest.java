package dev.dowser.server.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenAllowanceTest {
  private static final String WORDS = "one two three, four.\n".repeat(2_000);

  @Test
  void wordsAreCountedExactly_overManyWindows() {
    int tokens = TokenCount.exact(WORDS);

    assertThat(new TokenAllowance(tokens).paysFor(WORDS)).isTrue();
    assertThat(new TokenAllowance(tokens - 1).paysFor(WORDS)).isFalse();
  }

  @Test
  void takesAsMuchAsIsPaidFor() {
    int end = new TokenAllowance(5_000).take(WORDS, 0);

    assertThat(TokenCount.exact(WORDS.substring(0, end))).isBetween(4_990, 5_000);
  }

  @Test
  void severalTextsShareWhatThereIs() {
    var allowance = new TokenAllowance(TokenCount.exact("one two three") + 1);

    assertThat(allowance.paysFor("one two three")).isTrue();
    assertThat(allowance.take("four five", 0)).isEqualTo("four".length());
    assertThat(allowance.take("four five", 0)).isZero();
  }

  @Test
  void charactersThatCostLittle_costASixteenthOfATokenAtLeast() {
    assertThat(TokenCount.exact(" ".repeat(1_600))).isLessThan(50);
    assertThat(new TokenAllowance(50).take(" ".repeat(10_000), 0)).isEqualTo(800);
  }

  @Test
  void surrogatePairIsNeverTorn() {
    var text = "🫠".repeat(3_000);

    for (int tokens = 1; tokens < 40; tokens++) {
      assertThat(new TokenAllowance(tokens).take(text, 0) % 2).isZero();
    }
    assertThat(new TokenAllowance(7_000).take(text, 0) % 2).isZero();
  }
}
