package dev.dowser.server.metatools;

import dev.dowser.server.rpc.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a signature as a model would and builds the smallest call that it allows. */
final class SignatureReader {
  private final String text;
  private int at;

  private SignatureReader(String text) {
    this.text = text;
  }

  static ObjectNode minimalCall(String signature) {
    var reader = new SignatureReader(signature);
    reader.at = signature.indexOf('(') + 1;
    var call = reader.members(')');
    if (reader.at != signature.length()) {
      throw new IllegalStateException("trailing text at " + reader.at + " of " + signature);
    }
    return call;
  }

  private ObjectNode members(char end) {
    var members = Json.object();
    while (text.charAt(at) != end) {
      if (skip("...")) {
        while (text.charAt(at) != end) {
          at++;
        }
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
    var name = text.charAt(at) == '"' ? literal().asString() : word();
    boolean optional = skip("?");
    expect(": ");
    var value = union();
    if (skip(" = ")) {
      literal();
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
      value = arrayOf(value);
    }
    return value;
  }

  private static JsonNode arrayOf(JsonNode item) {
    var holder = Json.object();
    holder.putArray("a").add(item);
    return holder.path("a");
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
    char c = text.charAt(at);
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

  private static JsonNode named(String type) {
    return Json.parse(
        switch (type) {
          case "string", "any" -> "\"x\"";
          case "integer", "number" -> "1";
          case "object" -> "{}";
          case "boolean", "true" -> "true";
          case "false" -> "false";
          case "null" -> "null";
          default -> throw new IllegalStateException("unknown type " + type);
        });
  }

  private JsonNode literal() {
    int start = at;
    if (text.charAt(at) == '"') {
      do {
        at += text.charAt(at) == '\\' ? 2 : 1;
      } while (text.charAt(at) != '"');
      at++;
    } else {
      while (",)|}&".indexOf(text.charAt(at)) < 0) {
        at++;
      }
    }
    return Json.parse(text.substring(start, at));
  }

  private String word() {
    int start = at;
    while (Character.isLetterOrDigit(text.charAt(at)) || "_$.-".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean skip(String expected) {
    boolean there = text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }

  private void expect(String expected) {
    if (!skip(expected)) {
      throw new IllegalStateException("expected " + expected + " at " + at + " of " + text);
    }
  }
}
