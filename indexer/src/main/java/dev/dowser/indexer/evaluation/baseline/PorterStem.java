package dev.dowser.indexer.evaluation.baseline;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Porter's suffix stripping for English; the steps are those of
 * https://tartarus.org/martin/PorterStemmer/def.txt.
 */
final class PorterStem {
  private static final Pattern ENGLISH = Pattern.compile("[a-z0-9]{3,64}");
  private static final Pattern SEQUENCES = Pattern.compile("v+c+");

  private static final List<Map.Entry<String, String>> STEP_2 =
      rules(
          "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e"
              + " ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful"
              + " ousness:ous aliti:al iviti:ive biliti:ble logi:log");
  private static final List<Map.Entry<String, String>> STEP_3 =
      rules("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");
  private static final List<Map.Entry<String, String>> STEP_4 =
      rules(
          "ement: ance: ence: able: ible: ment: ant: ent: ism: ate: iti: ous: ive: ize: ion: al:"
              + " er: ic: ou:");

  private PorterStem() {}

  /** The stem of a lower-case word; what is not in plain letters stays. */
  static String of(String word) {
    if (!ENGLISH.matcher(word).matches()) {
      return word;
    }
    String stem = finalY(past(plural(word)));
    stem = replace(stem, STEP_2, 0);
    stem = replace(stem, STEP_3, 0);
    stem = replace(stem, STEP_4, 1);
    return lastLetters(stem);
  }

  private static String plural(String word) {
    if (word.endsWith("sses") || word.endsWith("ies")) {
      return cut(word, 2);
    }
    return word.endsWith("s") && !word.endsWith("ss") ? cut(word, 1) : word;
  }

  private static String past(String word) {
    if (word.endsWith("eed")) {
      return measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
    }
    for (String suffix : List.of("ed", "ing")) {
      if (word.endsWith(suffix)) {
        String stem = cut(word, suffix.length());
        return shape(stem).contains("v") ? repaired(stem) : word;
      }
    }
    return word;
  }

  private static String repaired(String stem) {
    if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
      return stem + "e";
    }
    if (endsDouble(stem) && "lsz".indexOf(stem.charAt(stem.length() - 1)) < 0) {
      return cut(stem, 1);
    }
    return measure(stem) == 1 && endsShort(stem) ? stem + "e" : stem;
  }

  private static String finalY(String word) {
    return word.endsWith("y") && shape(cut(word, 1)).contains("v") ? cut(word, 1) + "i" : word;
  }

  /** The longest suffix that fits is the one that counts, replaced or not. */
  private static String replace(
      String word, List<Map.Entry<String, String>> rules, int measureAbove) {
    for (var rule : rules) {
      if (word.endsWith(rule.getKey())) {
        String stem = cut(word, rule.getKey().length());
        boolean fits = !rule.getKey().equals("ion") || stem.endsWith("s") || stem.endsWith("t");
        return fits && measure(stem) > measureAbove ? stem + rule.getValue() : word;
      }
    }
    return word;
  }

  private static String lastLetters(String word) {
    String stem = word;
    if (stem.endsWith("e")) {
      String shorter = cut(stem, 1);
      int measure = measure(shorter);
      stem = measure > 1 || (measure == 1 && !endsShort(shorter)) ? shorter : stem;
    }
    return stem.endsWith("ll") && measure(cut(stem, 1)) > 1 ? cut(stem, 1) : stem;
  }

  private static boolean endsDouble(String word) {
    int last = word.length() - 1;
    return last > 0 && word.charAt(last) == word.charAt(last - 1) && shape(word).endsWith("c");
  }

  private static boolean endsShort(String word) {
    return shape(word).endsWith("cvc") && "wxy".indexOf(word.charAt(word.length() - 1)) < 0;
  }

  private static int measure(String stem) {
    return (int) SEQUENCES.matcher(shape(stem)).results().count();
  }

  /** The word with v for vowels and c for consonants; y is a vowel after a consonant. */
  private static String shape(String word) {
    var shape = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      boolean vowel =
          "aeiou".indexOf(letter) >= 0 || (letter == 'y' && i > 0 && shape.charAt(i - 1) == 'c');
      shape.append(vowel ? 'v' : 'c');
    }
    return shape.toString();
  }

  private static String cut(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  private static List<Map.Entry<String, String>> rules(String text) {
    return List.of(text.split(" ")).stream()
        .map(rule -> rule.split(":", 2))
        .map(rule -> Map.entry(rule[0], rule[1]))
        .sorted((a, b) -> b.getKey().length() - a.getKey().length())
        .toList();
  }
}
