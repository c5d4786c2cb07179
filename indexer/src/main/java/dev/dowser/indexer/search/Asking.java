package dev.dowser.indexer.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a piece of a text asks for something, and whether it could stand alone. */
final class Asking {
  /** Words with which a request begins; those that are mostly nouns or adjectives are left out. */
  private static final Set<String> VERBS =
      words(
          """
          access acknowledge activate add adjust analyse analyze append apply approve archive arrange ask assign attach
          backup block book buy calculate call cancel change check clean clear clone close combine commit compare compile
          compose compress compute configure confirm connect convert copy cordon count create cut deactivate decode
          decrypt delete deliver deploy describe detect determine diagnose disable display download draft draw drop edit
          email enable encode encrypt estimate evaluate examine execute explain export extract fetch file filter finalize
          find fix forward gather generate import inform insert inspect install invite invoke keep
          launch link load lock log look mail make mark measure merge message monitor move notify obtain open order
          pause pay perform ping play post predict prepare print process publish pull push put query rank
          read recommend record refund register remind remove rename render repeat replace reply report request rerun
          reschedule reserve reset resize resolve restart restore retrieve review revoke rotate run save scale scan
          schedule scrape search select send set share sign simulate sort start stop store submit subscribe
          suggest summarize sync test trace track transfer transform translate trigger turn unblock unlock
          unsubscribe update upload use validate verify visualize watch write
          """);

  /** Verbs of a request that more often say how an answer is to look than what is wanted. */
  private static final Set<String> VAGUE_VERBS =
      words(
          "display ensure format get give identify include let limit list make present provide return see show specify tell view");

  private static final String GOES_ON =
      "and|also|then|next|now|finally|lastly|first|firstly|second|secondly|third|thirdly|additionally|furthermore"
          + "|moreover|afterwards?|subsequently|besides|plus|in addition|after that|moving on";

  private static final Pattern CONTINUED =
      Pattern.compile("^(?:" + GOES_ON + ")\\b", Pattern.CASE_INSENSITIVE);

  /** What stands between the beginning of a sentence and its verb. */
  private static final Pattern OPENING =
      Pattern.compile(
          "^(?:(?:" + GOES_ON + "|hey|hi|hello|kindly|please|just|so|ok|okay)\\b[,:]?\\s*)+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DIRECT =
      Pattern.compile(
          "\\b(?:please|(?:can|could|would|will) you|let me know|tell me|give me|show me)\\b"
              + "|^(?:what|which|who|where|when|how|why|is|are|do|does|can|could|may)\\b.*\\?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern WISH =
      Pattern.compile(
          "\\b(?:(?:i|we|they)(?:'d| would| also)? (?:need|want|require|like|love|wish)|(?:am|i'm|are|we're) (?:also )?(?:looking for|interested in)"
              + "|it would (?:also )?be \\w+)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern VERB_OF_REQUEST =
      Pattern.compile(
          "^(?:(?:can|could|would|will) you\\s+)?(?:please\\s+|also\\s+|kindly\\s+)*(?:(?:help|assist) me (?:to |with |in )?)?(\\p{L}+)",
          Pattern.CASE_INSENSITIVE);

  /** Words that say that something is asked for, but not what. */
  private static final Set<String> GENERIC =
      words(
          """
          a about above additionally after afterwards again all also am an and any anything are as ask assist assistance at be
          because been before being below best but by can can't check could couldn't detail details did do does doing done
          each else everything few finally find first for from furthermore further get give great had has have having he
          help helpful her here hers hey hi him his how i i'd i'll i'm i've if in include including info information into is it
          it's its just kindly know lastly let like list look looking lot lots love made make many may me moreover more
          most much my need needed needs next no nor not now of off ok okay on once one ones only option options or other
          our out over own please possible provide provided recommend recommendations require retrieve same secondly see share she
          should show so some something soon such suggest suggestions sure than thank thanks that the their them then there
          these they thing things third this those through to too under until up us use useful very want wants was we well
          were what when where which while who will wish with within without wonderful would yes you your
          """);

  private static final int LEAST_WORDS = 2;
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}']+");

  private Asking() {}

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** Whether a sentence asks for something, rather than tell what for. */
  static boolean asks(String sentence) {
    return isDirect(sentence) || WISH.matcher(sentence).find();
  }

  /** Whether it orders or questions, rather than only wish. */
  static boolean isDirect(String sentence) {
    String verb = verb(sentence);
    return VERBS.contains(verb) || VAGUE_VERBS.contains(verb) || DIRECT.matcher(sentence).find();
  }

  /** Whether a sentence says of itself that something else follows. */
  static boolean goesOn(String sentence) {
    return CONTINUED.matcher(sentence).find();
  }

  /** Whether a sentence rather says more about what was asked before. */
  static boolean adds(String sentence) {
    return VAGUE_VERBS.contains(verb(sentence)) || !hasOwnWords(sentence);
  }

  /** Whether a clause of its own can begin with this word. */
  static boolean isVerb(String word) {
    return VERBS.contains(word.toLowerCase(Locale.ROOT));
  }

  /** Whether a piece says what it is about. */
  static boolean hasOwnWords(String piece) {
    return Arrays.stream(NO_WORD.split(piece.toLowerCase(Locale.ROOT)))
            .filter(word -> word.length() > 1 && !GENERIC.contains(word))
            .distinct()
            .limit(LEAST_WORDS)
            .count()
        == LEAST_WORDS;
  }

  private static String verb(String sentence) {
    var verb = VERB_OF_REQUEST.matcher(OPENING.matcher(sentence).replaceFirst(""));
    return verb.find() ? verb.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
