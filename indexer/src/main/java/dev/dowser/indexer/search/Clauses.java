package dev.dowser.indexer.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts a text into sentences, and a sentence into clauses that begin with a request. */
final class Clauses {
  private static final Pattern SENTENCE_END =
      Pattern.compile(
          "\\R+\\s*(?:[-*•]\\s+|\\d{1,2}[.)]\\s+)?|;\\s++|:\\s++(?=\\p{Ll}+ (?:an?|the|my|our)\\b)|(?<![.!?])[.!?]++\\s++(?=[\\p{Lu}\"'])|[。！？；]\\s*");

  /** A bullet or number at the beginning. */
  private static final Pattern BULLET = Pattern.compile("^\\s*(?:[-*•]\\s+|\\d{1,2}[.)]\\s+)");

  private static final Pattern ABBREVIATED =
      Pattern.compile(
          "(?:\\b(?:e\\.g|i\\.e|etc|vs|mr|mrs|ms|dr|prof|st|no|inc|ltd|co|corp|approx|\\p{L}))$",
          Pattern.CASE_INSENSITIVE);

  /** A joint and the words after it; whether they begin a request is looked at in the match. */
  private static final Pattern JOINT =
      Pattern.compile(
          "(?:,\\s*)?\\b(?:and then|then|after that|and also|and finally|and|also)\\s+(?=(\\w+)\\s+(\\S+))|,\\s+(?=(\\w+)\\s+(\\S+))",
          Pattern.CASE_INSENSITIVE);

  /** What follows a verb that has an object, so that it is no noun. */
  private static final Pattern OBJECT =
      Pattern.compile(
          "(?:the|an?|it|its|them|this|that|these|those|my|our|your|his|her|their|all|any|every|each|me|us|him|one|two|three"
              + "|another|new|for|whether|if|what|which|who|how|[\\p{Lu}\\d\"'#].*)[,.;?!]*");

  /**
   * The end of a clause whose verb has its object only after the joint ("edit and save the file").
   */
  private static final Pattern OBJECT_FOLLOWS =
      Pattern.compile("\\bto (?:\\p{Ll}+ly )?(?:\\p{Ll}+, )*\\p{Ll}+$");

  private static final Pattern LAST_WORD = Pattern.compile("(\\p{L}+)$");

  private Clauses() {}

  static List<String> sentences(String text) {
    var closed = protectedParts(text);
    return pieces(
        BULLET.matcher(text).replaceFirst(match -> " ".repeat(match.group().length())),
        SENTENCE_END,
        closed,
        end -> !ABBREVIATED.matcher(text.substring(Math.max(0, end - 8), end)).find());
  }

  static List<String> clauses(String sentence) {
    var closed = protectedParts(sentence);
    var pieces = new ArrayList<String>();
    int start = 0;
    var joint = JOINT.matcher(sentence);
    while (joint.find()) {
      String before = sentence.substring(start, joint.start()).strip();
      if (!closed[joint.start()]
          && beginsRequest(joint)
          && (saysThen(joint) || isComplete(before))) {
        add(pieces, before);
        start = joint.end();
      }
    }
    add(pieces, sentence.substring(start));
    return pieces;
  }

  private static boolean beginsRequest(MatchResult joint) {
    boolean comma = joint.group(1) == null;
    String verb = comma ? joint.group(3) : joint.group(1);
    String next = comma ? joint.group(4) : joint.group(2);
    return Asking.isVerb(verb) && OBJECT.matcher(next).matches();
  }

  private static boolean saysThen(MatchResult joint) {
    return joint.group().toLowerCase(Locale.ROOT).contains("then");
  }

  private static boolean isComplete(String clause) {
    var last = LAST_WORD.matcher(clause);
    return !OBJECT_FOLLOWS.matcher(clause).find() && !(last.find() && Asking.isVerb(last.group(1)));
  }

  private static List<String> pieces(
      String text, Pattern end, boolean[] closed, IntPredicate mayEnd) {
    var pieces = new ArrayList<String>();
    int start = 0;
    var match = end.matcher(text);
    while (match.find()) {
      if (!closed[match.start()] && mayEnd.test(match.start())) {
        add(pieces, text.substring(start, match.start()));
        start = match.end();
      }
    }
    add(pieces, text.substring(start));
    return pieces;
  }

  private static void add(List<String> pieces, String piece) {
    String text = piece.strip();
    if (!text.isEmpty()) {
      pieces.add(text);
    }
  }

  /** Where a text is quoted or in brackets; what is never closed reaches to the end. */
  private static boolean[] protectedParts(String text) {
    var closed = new boolean[text.length()];
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < closed.length; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        closed[i] = true;
        quote = c == quote && !followedByLetter(text, i) ? 0 : quote;
      } else if (opensQuote(text, i)) {
        quote = c;
        closed[i] = true;
      } else {
        depth += "([{".indexOf(c) >= 0 ? 1 : 0;
        closed[i] = depth > 0;
        depth = Math.max(0, depth - (")]}".indexOf(c) >= 0 ? 1 : 0));
      }
    }
    return closed;
  }

  private static boolean opensQuote(String text, int at) {
    char c = text.charAt(at);
    boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    return ("\"`".indexOf(c) >= 0 || (c == '\'' && before)) && closes(text, c, at + 1);
  }

  private static boolean closes(String text, char quote, int from) {
    for (int i = text.indexOf(quote, from); i >= 0; i = text.indexOf(quote, i + 1)) {
      if (!followedByLetter(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean followedByLetter(String text, int at) {
    return at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1));
  }
}
