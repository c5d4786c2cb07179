package dev.dowser.server.metatools;

import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.Literal;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the arguments of {@code call_tool} in the shapes that models send: other member names,
 * arguments as JSON text, the name inside the arguments, arguments beside the name, and a call of
 * {@code call_tool} inside {@code call_tool}.
 */
final class CallDecoder {
  private static final List<String> NAMES = List.of("name", "tool_name", "toolName", "tool");
  private static final List<String> ARGUMENTS =
      List.of("arguments", "parameters", "args", "params", "input");
  private static final int MOST_WRAPPERS = 3;

  private final List<String> repairs = new ArrayList<>();

  private CallDecoder() {}

  static CallRequest decode(ObjectNode call) {
    return new CallDecoder().read(call, 0);
  }

  private CallRequest read(ObjectNode call, int wrappers) {
    var nameKey = present(call, NAMES);
    var argumentsKey = present(call, ARGUMENTS);
    if (nameKey.isEmpty() || !call.path(nameKey).isString()) {
      return nameInside(call, argumentsKey, wrappers);
    }
    var name = call.path(nameKey).asString().strip();
    noteOtherName(nameKey, "name");
    var others = others(call, nameKey);
    if (!argumentsKey.isEmpty() && !others.isEmpty()) {
      repairs.add("ignored beside arguments: " + names(others));
    }
    var given = argumentsKey.isEmpty() ? beside(others, nameKey) : call.path(argumentsKey);
    noteOtherName(argumentsKey, "arguments");
    var arguments = Argument.object(given);
    if (arguments.isEmpty()) {
      return new CallRequest.Faulty("arguments must be an object, got " + Literal.brief(given));
    }
    if (given.isString()) {
      repairs.add("arguments: read from JSON text");
    }
    if (name.equals(MetaTools.CALL) && wrappers < MOST_WRAPPERS && !arguments.get().isEmpty()) {
      repairs.add("name: call_tool around the call dropped");
      return read(arguments.get(), wrappers + 1);
    }
    return new CallRequest.Wanted(name, arguments.get(), List.copyOf(repairs));
  }

  private CallRequest nameInside(ObjectNode call, String argumentsKey, int wrappers) {
    var inner = Argument.object(call.path(argumentsKey));
    if (wrappers < MOST_WRAPPERS && inner.isPresent() && call.path(argumentsKey).size() > 0) {
      var nameKey = present(inner.get(), NAMES);
      if (!nameKey.isEmpty() && inner.get().path(nameKey).isString()) {
        repairs.add("name: taken from inside arguments");
        return read(inner.get(), wrappers + 1);
      }
    }
    return new CallRequest.Faulty(
        "name must be a string: {\"name\": \"TOOL\", \"arguments\": {...}}; got "
            + (call.isEmpty() ? "nothing" : "only " + names(call)));
  }

  /** Members beside the name are the arguments if nothing else is. */
  private ObjectNode beside(ObjectNode others, String nameKey) {
    if (!others.isEmpty()) {
      repairs.add("arguments: taken from beside " + nameKey);
    }
    return others;
  }

  private static ObjectNode others(ObjectNode call, String nameKey) {
    var others = Json.object().setAll(call);
    others.remove(nameKey);
    others.remove("_meta");
    ARGUMENTS.forEach(others::remove);
    return others;
  }

  private static String names(ObjectNode members) {
    return members.propertyNames().stream()
        .limit(10)
        .map(name -> PlainText.cut(Literal.name(name), 40))
        .collect(Collectors.joining(", "));
  }

  private void noteOtherName(String key, String expected) {
    if (!key.isEmpty() && !key.equals(expected)) {
      repairs.add(expected + ": read from " + key);
    }
  }

  private static String present(ObjectNode call, List<String> keys) {
    return keys.stream()
        .filter(key -> !call.path(key).isMissingNode() && !call.path(key).isNull())
        .findFirst()
        .orElse("");
  }
}
