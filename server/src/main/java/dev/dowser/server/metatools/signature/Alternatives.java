package dev.dowser.server.metatools.signature;

import dev.dowser.server.text.Literal;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Parameters of which a call needs one or some: a schema whose {@code anyOf} or {@code oneOf} lists
 * what must be there. A signature asks for the first choice and names the others.
 *
 * @param first parameters of the first choice, empty if there is no choice
 * @param others the other choices as text, such as {@code or name or url+token}
 */
record Alternatives(Set<String> first, String others) {
  private static final int WIDTH = 60;

  static Alternatives of(JsonNode schema) {
    for (var keyword : List.of("anyOf", "oneOf")) {
      var choices = new ArrayList<Set<String>>();
      for (var choice : schema.path(keyword)) {
        choices.add(TypeText.required(choice));
      }
      if (!choices.isEmpty() && choices.stream().noneMatch(Set::isEmpty)) {
        return new Alternatives(choices.getFirst(), others(choices));
      }
    }
    return new Alternatives(Set.of(), "");
  }

  private static String others(List<Set<String>> choices) {
    var text =
        choices.stream()
            .skip(1)
            .map(choice -> choice.stream().map(Literal::name).collect(Collectors.joining("+")))
            .collect(Collectors.joining(" or "));
    return text.isEmpty()
        ? ""
        : " /*or " + PlainText.cut(PlainText.line(text), WIDTH).replace("*/", "* /") + "*/";
  }
}
