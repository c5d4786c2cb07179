package dev.dowser.server.text;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * Counts o200k_base tokens. The vocabulary (200,000 entries) is loaded once per process at the
 * first exact count.
 */
public final class TokenCount {
  private static final int LETTERS_PER_TOKEN = 3;

  private TokenCount() {}

  /** Exact count; the first one loads the vocabulary, about half a second. */
  public static int exact(String text) {
    return Loaded.ENCODING.countTokensOrdinary(text);
  }

  /** Loads the vocabulary, which takes about half a second, if it is not there yet. */
  public static void load() {
    if (exact("") != 0) {
      throw new IllegalStateException("an empty text has no tokens");
    }
  }

  /**
   * An estimate without the vocabulary that is above the count for ordinary text: a token per three
   * letters or digits of a word, per other ASCII character, and per UTF-8 byte beyond ASCII.
   */
  public static int estimate(String text) {
    int tokens = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 && Character.isLetterOrDigit(c)) {
        tokens += run++ % LETTERS_PER_TOKEN == 0 ? 1 : 0;
      } else {
        run = 0;
        tokens += bytes(c);
      }
    }
    return tokens;
  }

  // A space joins the word that follows it. A surrogate is half of four bytes.
  private static int bytes(char c) {
    if (c < 0x80) {
      return c == ' ' ? 0 : 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private static final class Loaded {
    static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }
}
