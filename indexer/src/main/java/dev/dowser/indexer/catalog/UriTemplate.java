package dev.dowser.indexer.catalog;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URI template (RFC 6570), as far as it is needed to tell which URIs it may have made. Values are
 * not taken apart: the backend does that.
 *
 * <p>Matching keeps the set of all places that a prefix of the template may end at, so its time is
 * bounded by the product of both lengths, whoever wrote them.
 */
public final class UriTemplate {
  /** Longest template in characters. */
  public static final int MAX_LENGTH = 1_000;

  /** Longest URI in characters that a template is compared with. */
  static final int MAX_URI = 4_000;

  private static final int MAX_EXPRESSIONS = 32;
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "([+#./;?&]?)[A-Za-z0-9_.%-]+(?:\\*|:\\d{1,4})?(?:,[A-Za-z0-9_.%-]+(?:\\*|:\\d{1,4})?)*");

  private final String text;
  private final List<Part> parts;

  private UriTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = parts;
  }

  /** A stretch of a URI. */
  private sealed interface Part {

    /** Where it may end, of all places where it may begin. */
    BitSet ends(String uri, BitSet begins, boolean loosely);
  }

  /** Text that stands there as it is. */
  private record Literal(String text) implements Part {
    @Override
    public BitSet ends(String uri, BitSet begins, boolean loosely) {
      var ends = new BitSet();
      begins.stream()
          .filter(begin -> uri.startsWith(text, begin))
          .forEach(begin -> ends.set(begin + text.length()));
      return ends;
    }
  }

  /**
   * The value of an expression.
   *
   * @param lead the character that its value begins with, if it has one; then it may be missing
   * @param holdsSlashes whether slashes may stand in it
   */
  private record Value(Optional<Character> lead, boolean holdsSlashes) implements Part {
    @Override
    public BitSet ends(String uri, BitSet begins, boolean loosely) {
      var ends = new BitSet();
      int least = lead.isPresent() ? 0 : 1;
      boolean inside = false;
      for (int at = 0; at <= uri.length(); at++) {
        boolean starts = startsAt(uri, begins, at);
        if (inside || (starts && least == 0)) {
          ends.set(at);
        }
        inside |= starts;
        if (at < uri.length() && uri.charAt(at) == '/' && !holdsSlashes && !loosely) {
          inside = false;
        }
      }
      if (lead.isPresent()) {
        ends.or(begins);
      }
      return ends;
    }

    private boolean startsAt(String uri, BitSet begins, int at) {
      return lead.isEmpty()
          ? begins.get(at)
          : at > 0 && begins.get(at - 1) && uri.charAt(at - 1) == lead.get();
    }
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it is none; the message is for operators
   */
  public static UriTemplate of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "must have at most " + MAX_LENGTH + " characters, got " + text.length());
    }
    if (!SCHEME.matcher(text).lookingAt()) {
      throw new IllegalArgumentException("must begin with a scheme such as file:");
    }
    return new UriTemplate(text, parts(text));
  }

  private static List<Part> parts(String text) {
    var parts = new ArrayList<Part>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      int end = open < 0 ? text.length() : open;
      if (end > at) {
        parts.add(new Literal(text.substring(at, end)));
      }
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      parts.add(value(text, open, close));
      at = close + 1;
    }
    if (parts.size() > 2 * MAX_EXPRESSIONS) {
      throw new IllegalArgumentException("must have at most " + MAX_EXPRESSIONS + " expressions");
    }
    return List.copyOf(parts);
  }

  private static Value value(String text, int open, int close) {
    var expression = close < 0 ? null : EXPRESSION.matcher(text).region(open + 1, close);
    if (expression == null || !expression.matches()) {
      throw new IllegalArgumentException(
          "must have {variable} expressions as in RFC 6570, got another one at character " + open);
    }
    return switch (expression.group(1)) {
      case "" -> new Value(Optional.empty(), false);
      case "+" -> new Value(Optional.empty(), true);
      case "." -> new Value(Optional.of('.'), false);
      case String operator -> new Value(Optional.of(operator.charAt(0)), true);
    };
  }

  /** As the backend wrote it. */
  public String text() {
    return text;
  }

  /**
   * Whether it can have made this URI, where only {@code {+variable}} and its like hold slashes.
   */
  boolean matches(String uri) {
    return matches(uri, false);
  }

  /** Whether it can have made this URI if every variable may hold slashes. */
  boolean matchesLoosely(String uri) {
    return matches(uri, true);
  }

  private boolean matches(String uri, boolean loosely) {
    if (uri.length() > MAX_URI) {
      return false;
    }
    var places = new BitSet();
    places.set(0);
    for (var part : parts) {
      places = part.ends(uri, places, loosely);
      if (places.isEmpty()) {
        return false;
      }
    }
    return places.get(uri.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UriTemplate template && template.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
