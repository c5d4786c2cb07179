package dev.dowser.indexer.search;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tools have in common that are one tool on several servers: own name, parameter names and
 * texts, and a title and description that differ at most in spelling and in the server's name.
 * Everything that words and meaning rank by is in it, so no copy ranks above its original by more
 * than its server's name.
 */
public final class CopyKey {
  /** Tools that say less of themselves may be alike by chance. */
  private static final int LEAST_WORDS = 3;

  private static final int LONGEST = 8_000;
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private CopyKey() {}

  /** The key, or an empty text if the tool is never taken for a copy. */
  public static String of(ExposedTool exposed) {
    var tool = exposed.tool();
    var server = Set.of(words(tool.id().backend().value()).distinct().toArray(String[]::new));
    String description =
        words(tool.description()).filter(word -> !server.contains(word)).collect(joining());
    if (description.chars().filter(letter -> letter == ' ').count() < LEAST_WORDS - 1) {
      return "";
    }
    String title = words(tool.title()).filter(word -> !server.contains(word)).collect(joining());
    String parameters =
        tool.parameters().stream().map(CopyKey::parameter).sorted().collect(joining());
    String name = tool.offeredName().toLowerCase(Locale.ROOT);
    return String.join("\n", name, parameters, title, description);
  }

  private static String parameter(Parameter parameter) {
    return parameter.name() + ":" + words(parameter.description()).collect(joining());
  }

  private static Collector<CharSequence, ?, String> joining() {
    return Collectors.joining(" ");
  }

  private static Stream<String> words(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return Arrays.stream(NO_LETTER.split(cut.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty());
  }
}
