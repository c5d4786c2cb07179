package dev.dowser.indexer.index;

import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.indexer.catalog.Parameter;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.indexer.search.TextAnalysis;
import dev.dowser.indexer.search.ToolField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What of a tool is indexed: words by field, and two texts for its meaning. Backends are not
 * trusted, so every part has a limit.
 */
final class ToolText {
  /** Changes whenever a tool's texts for the model change; vectors of others are not used. */
  static final String TEMPLATE = "tool-1";

  /** Changes whenever the words by field change for another reason than {@link TextAnalysis}. */
  static final String SCHEMA = "1";

  private static final int LONGEST_DESCRIPTION = 8_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_PARAMETERS = 8_000;
  private static final int MOST_PARAMETERS = 200;

  /** A model reads at most some hundred words; the rest would only be hashed and cut. */
  private static final int LONGEST_FOR_MODEL = 2_000;

  private static final int LONGEST_HEAD = 300;

  private ToolText() {}

  /** Identity of a document. */
  static String key(ExposedTool tool) {
    return tool.tool().id() + "\n" + tool.name();
  }

  /** Hash of everything that shapes a tool's document. */
  static TextHash content(ExposedTool exposed) {
    var tool = exposed.tool();
    var text = new StringBuilder(key(exposed));
    if (!tool.offeredName().equals(tool.id().name())) {
      text.append('\0').append(tool.offeredName());
    }
    text.append('\0').append(tool.title()).append('\0').append(description(tool));
    for (Parameter parameter : parameters(tool)) {
      text.append('\0').append(parameter.name()).append('\0').append(parameter.description());
    }
    return TextHash.of(text.toString());
  }

  /** The words of each field. */
  static Map<ToolField, List<String>> words(ExposedTool exposed, TextAnalysis analysis) {
    var tool = exposed.tool();
    var server = analysis.words(cut(tool.id().backend().value(), LONGEST_NAME));
    var words = new EnumMap<ToolField, List<String>>(ToolField.class);
    words.put(ToolField.NAME, nameWords(exposed, server, analysis));
    words.put(ToolField.SERVER, server);
    words.put(
        ToolField.DESCRIPTION, analysis.words(cut(tool.title(), 500) + "\n" + description(tool)));
    words.put(ToolField.PARAMETER, analysis.words(parameterNames(tool, "\n")));
    String prose =
        parameters(tool).stream().map(Parameter::description).collect(Collectors.joining("\n"));
    words.put(ToolField.PARAMETER_TEXT, analysis.words(cut(prose, LONGEST_PARAMETERS)));
    return words;
  }

  /** Own name, and what an exposed name says beyond that and the server's name. */
  private static List<String> nameWords(
      ExposedTool exposed, List<String> server, TextAnalysis analysis) {
    var words = new ArrayList<>(analysis.words(cut(exposed.tool().offeredName(), LONGEST_NAME)));
    var known = new HashSet<>(words);
    known.addAll(server);
    String own = String.join("", words);
    for (String word : analysis.words(exposed.name())) {
      if (!word.contains(own) && known.add(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /** All that describes a tool, for the model. */
  static String whole(Tool tool) {
    String names = parameterNames(tool, ", ");
    String text = named(tool) + ": " + cut(description(tool), LONGEST_FOR_MODEL);
    return names.isEmpty() ? text : text + " Parameters: " + cut(names, LONGEST_FOR_MODEL);
  }

  /** Its name and first sentence, for the model. */
  static String head(Tool tool) {
    return readable(tool.offeredName()) + ": " + firstSentence(description(tool));
  }

  private static String named(Tool tool) {
    return readable(tool.id().backend().value()) + " " + readable(tool.offeredName());
  }

  private static String readable(String identifier) {
    return cut(identifier, LONGEST_NAME)
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        .replaceAll("[_\\-./]+", " ")
        .strip();
  }

  private static String firstSentence(String description) {
    String text = cut(description.strip(), LONGEST_HEAD);
    for (int end = 0; end < text.length(); end++) {
      char c = text.charAt(end);
      boolean last = end + 1 == text.length() || Character.isWhitespace(text.charAt(end + 1));
      if (c == '\n' || c == '。' || ((c == '.' || c == '!' || c == '?') && last && end > 15)) {
        return text.substring(0, end + 1).strip();
      }
    }
    return text;
  }

  private static String description(Tool tool) {
    return cut(tool.description(), LONGEST_DESCRIPTION);
  }

  private static List<Parameter> parameters(Tool tool) {
    var all = tool.parameters();
    return all.subList(0, Math.min(all.size(), MOST_PARAMETERS));
  }

  private static String parameterNames(Tool tool, String separator) {
    String names =
        parameters(tool).stream()
            .map(parameter -> cut(parameter.name(), LONGEST_NAME))
            .collect(Collectors.joining(separator));
    return cut(names, LONGEST_PARAMETERS);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
