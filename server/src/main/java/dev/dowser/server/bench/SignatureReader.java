package dev.dowser.server.bench;

import dev.dowser.server.rpc.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a signature as a model would and builds the smallest call that it allows. */
final class SignatureReader {
  /** Ends the reading of a signature that stops in the middle. */
  private static final char END = '\0';

  private final String text;
  private int at;

  private SignatureReader(String text) {
    this.text = text;
  }

  /**
   * The arguments of the call.
   *
   * @throws UnreadableSignature if the text is no signature
   */
  static ObjectNode minimalCall(String signature) {
    var reader = new SignatureReader(signature);
    reader.at = signature.indexOf('(') + 1;
    var call = reader.members(')');
    if (reader.at != signature.length()) {
      throw reader.expected("the end");
    }
    return call;
  }

  private ObjectNode members(char end) {
    var members = Json.object();
    while (peek() != end) {
      if (skip("...")) {
        skipTo(end);
      } else if (skip("[key]: ")) {
        union();
      } else {
        member(members);
      }
      skip(", ");
    }
    at++;
    return members;
  }

  private void member(ObjectNode members) {
    var name = peek() == '"' ? literal().asString() : word();
    boolean optional = skip("?");
    expect(": ");
    var value = union();
    if (skip(" /*")) {
      at = found("*/") + 2;
    }
    if (skip(" = ")) {
      value();
    }
    if (!optional) {
      members.set(name, value);
    }
  }

  private JsonNode union() {
    var first = postfixed();
    while (skip("|") || skip("&")) {
      if (skip("...+")) {
        word();
      } else if (!skip("...")) {
        postfixed();
      }
    }
    return first;
  }

  private JsonNode postfixed() {
    var value = primary();
    while (skip("[]")) {
      var holder = Json.object();
      var items = holder.putArray("a");
      for (int i = Math.max(1, range().least()); i > 0; i--) {
        items.add(value.isString() && i > 1 ? Samples.another(value, i) : value);
      }
      value = items;
    }
    return value;
  }

  private JsonNode primary() {
    if (skip("(")) {
      var value = union();
      expect(")");
      return value;
    }
    if (skip("{")) {
      return members('}');
    }
    if (skip("[")) {
      return tuple();
    }
    char c = peek();
    return c == '"' || c == '-' || Character.isDigit(c) ? literal() : named(word());
  }

  private JsonNode tuple() {
    var holder = Json.object();
    var items = holder.putArray("a");
    while (!skip("]")) {
      items.add(union());
      skip(", ");
    }
    return items;
  }

  private JsonNode named(String type) {
    return switch (type) {
      case "string" -> string();
      case "any" -> Samples.text("x");
      case "integer", "number" -> number();
      case "object" -> Json.object();
      case "boolean", "true" -> Json.parse("true");
      case "false" -> Json.parse("false");
      case "null" -> Json.parse("null");
      default -> throw expected("a type instead of \"" + type + "\"");
    };
  }

  private JsonNode string() {
    int least = Math.max(1, range().least());
    if (text.startsWith(" /*", at) || text.startsWith(" = ", at) || !skip(" ")) {
      return Samples.text("x".repeat(least));
    }
    if (!skip("/")) {
      return Samples.ofFormat(word());
    }
    int start = at;
    while (peek() != '/') {
      at += peek() == '\\' ? 2 : 1;
    }
    return Samples.matching(text.substring(start, at++), least);
  }

  private JsonNode number() {
    int start = at + 1;
    if (peek() != ' ' || ">.-0123456789".indexOf(text.charAt(start)) < 0) {
      return Json.parse("1");
    }
    at = start;
    while ("<>.-+eE0123456789".indexOf(peek()) >= 0) {
      at++;
    }
    return Samples.within(text.substring(start, at));
  }

  private Range range() {
    if (!skip("{")) {
      return new Range(0);
    }
    int start = at;
    at = found("}") + 1;
    var least = text.substring(start, at - 1).split("\\.\\.", 2)[0];
    return new Range(least.isEmpty() ? 0 : Integer.parseInt(least));
  }

  private record Range(int least) {}

  /** Skips one JSON value, whatever it is. */
  private void value() {
    int open = 0;
    while (open > 0 || ",)}".indexOf(peek()) < 0) {
      switch (peek()) {
        case '"' -> literal();
        case '[', '{' -> {
          open++;
          at++;
        }
        case ']', '}' -> {
          open--;
          at++;
        }
        case END -> throw expected("a value");
        default -> at++;
      }
    }
  }

  private JsonNode literal() {
    int start = at;
    if (peek() == '"') {
      do {
        at += peek() == '\\' ? 2 : 1;
      } while (peek() != '"');
      at++;
    } else {
      while (",)|}&] ".indexOf(peek()) < 0) {
        at++;
      }
    }
    try {
      return Json.parse(text.substring(start, at));
    } catch (JacksonException _) {
      throw expected("a literal");
    }
  }

  private String word() {
    int start = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw expected("a name");
    }
    return text.substring(start, at);
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || "_$.-".indexOf(c) >= 0;
  }

  private char peek() {
    if (at >= text.length()) {
      throw expected("more");
    }
    return text.charAt(at);
  }

  private void skipTo(char end) {
    while (peek() != end) {
      at++;
    }
  }

  private int found(String wanted) {
    int place = text.indexOf(wanted, at);
    if (place < 0) {
      throw expected(wanted);
    }
    return place;
  }

  private boolean skip(String expected) {
    boolean there = text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }

  private void expect(String expected) {
    if (!skip(expected)) {
      throw expected(expected);
    }
  }

  private UnreadableSignature expected(String what) {
    return new UnreadableSignature("expected " + what + " at " + at + " of " + text);
  }
}
