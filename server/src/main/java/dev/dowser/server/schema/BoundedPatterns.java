package dev.dowser.server.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import dev.dowser.server.text.PlainText;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns of a schema, which a backend's author wrote, run on text that a model wrote. A match may
 * look at a limited number of characters, because java.util.regex backtracks without limit and
 * ignores interrupts. A pattern that does not compile matches everything and is remembered.
 */
final class BoundedPatterns implements RegularExpressionFactory {
  /** About 50 ms. */
  private static final int MOST_LOOKS = 5_000_000;

  private static final int LONGEST_PATTERN = 10_000;

  private final List<String> skipped = new CopyOnWriteArrayList<>();

  @Override
  public RegularExpression getRegularExpression(String regex) {
    try {
      var pattern = compile(regex);
      return value -> pattern.matcher(new Watched(value, new Looks())).find();
    } catch (PatternSyntaxException | StackOverflowError _) {
      skipped.add("pattern does not compile: " + PlainText.cut(PlainText.line(regex), 80));
      return _ -> true;
    }
  }

  private static Pattern compile(String regex) {
    if (regex.length() > LONGEST_PATTERN) {
      throw new PatternSyntaxException("longer than " + LONGEST_PATTERN, regex, -1);
    }
    return Pattern.compile(
        RegularExpressions.replaceLongformCharacterProperties(
            RegularExpressions.replaceDollarAnchors(regex)));
  }

  List<String> skipped() {
    return List.copyOf(skipped);
  }

  private static final class Looks {
    private int left = MOST_LOOKS;

    void spend() {
      if (--left < 0) {
        throw new ValidationAborted("a pattern takes too long");
      }
    }
  }

  private record Watched(String text, Looks looks) implements CharSequence {

    @Override
    public char charAt(int index) {
      looks.spend();
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Watched(text.substring(start, end), looks);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
