package dev.dowser.server.metatools;

import dev.dowser.server.text.Literal;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments of {@code find_tool} forgivingly, those of the reference system included. */
final class FindDecoder {
  private static final List<String> QUERY = List.of("query", "tool_description");
  private static final List<String> KEYWORDS = List.of("tool_keywords");
  private static final List<String> QUERIES = List.of("queries");
  private static final int MOST_NEEDS = 20;
  private static final int HITS_PER_NEED = 3;
  private static final int VALUE_WIDTH = 60;
  private static final int MOST_TOKENS = 1_000_000;

  private final FindSettings settings;
  private final ObjectNode arguments;
  private final List<String> faults = new ArrayList<>();

  private FindDecoder(FindSettings settings, ObjectNode arguments) {
    this.settings = settings;
    this.arguments = arguments;
  }

  static FindRequest decode(FindSettings settings, ObjectNode arguments) {
    return new FindDecoder(settings, arguments).decode();
  }

  private FindRequest decode() {
    var needs = needs();
    var server = Argument.of(arguments, List.of("server"));
    if (!server.isMissingNode() && !server.isString()) {
      faults.add("server must be a string, got " + Literal.brief(server));
    }
    boolean readOnly = flag("read_only", "readOnly");
    var shape =
        new FindRequest.Shape(limit(needs.size()), detail(), maxTokens(), flag("structured"));
    return faults.isEmpty()
        ? new FindRequest.Wanted(
            needs,
            Optional.of(server.asString("").strip()).filter(s -> !s.isEmpty()),
            readOnly,
            shape)
        : new FindRequest.Faulty(String.join("; ", faults));
  }

  private List<String> needs() {
    var needs = new LinkedHashSet<String>();
    var query = texts("query", Argument.of(arguments, QUERY));
    var keywords = texts("tool_keywords", Argument.of(arguments, KEYWORDS));
    if (!keywords.isEmpty() && query.size() <= 1) {
      query = List.of(String.join(" ", query) + " " + String.join(" ", keywords));
    }
    needs.addAll(query);
    needs.addAll(texts("queries", Argument.of(arguments, QUERIES)));
    if (needs.size() > MOST_NEEDS) {
      faults.add("queries must be at most " + MOST_NEEDS + ", got " + needs.size());
    }
    return needs.stream().map(String::strip).filter(need -> !need.isEmpty()).toList();
  }

  private List<String> texts(String name, JsonNode value) {
    if (value.isObject()) {
      faults.add(name + " must be a string or a list of strings, got an object");
      return List.of();
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .filter(JsonNode::isValueNode)
          .map(one -> one.asString(""))
          .toList();
    }
    return value.isMissingNode() ? List.of() : List.of(value.asString(""));
  }

  private int limit(int needs) {
    var value = Argument.of(arguments, List.of("limit"));
    if (value.isMissingNode()) {
      return Math.min(
          FindSettings.MOST_TOOLS, Math.max(settings.maxToolsToReturn(), HITS_PER_NEED * needs));
    }
    var limit = Argument.integer(value).filter(n -> n >= 1 && n <= FindSettings.MOST_TOOLS);
    return limit.orElseGet(() -> faulty("limit must be 1..50, got " + got(value)));
  }

  private int maxTokens() {
    var value = Argument.of(arguments, List.of("max_tokens", "maxTokens"));
    if (value.isMissingNode()) {
      return settings.maxTokens();
    }
    var tokens = Argument.integer(value).filter(n -> n >= FindSettings.LEAST_TOKENS);
    return Math.min(
        MOST_TOKENS,
        tokens.orElseGet(() ->
            faulty(
                "max_tokens must be at least %d, got %s"
                    .formatted(FindSettings.LEAST_TOKENS, got(value)))));
  }

  private static String got(JsonNode value) {
    return PlainText.cut(Literal.text(value), VALUE_WIDTH);
  }

  private int faulty(String fault) {
    faults.add(fault);
    return 1;
  }

  private Detail detail() {
    var value = Argument.of(arguments, List.of("detail"));
    if (value.isMissingNode()) {
      return settings.detail();
    }
    var wanted = value.asString("").strip();
    for (var detail : Detail.values()) {
      if (detail.name().equalsIgnoreCase(wanted)) {
        return detail;
      }
    }
    faults.add(
        "detail must be "
            + Arrays.stream(Detail.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "))
            + ", got "
            + Literal.brief(value));
    return settings.detail();
  }

  private boolean flag(String... names) {
    var value = Argument.of(arguments, List.of(names));
    if (value.isMissingNode()) {
      return false;
    }
    var flag = Argument.bool(value);
    if (flag.isEmpty()) {
      faults.add(names[0] + " must be true or false, got " + Literal.brief(value));
    }
    return flag.orElse(false);
  }
}
