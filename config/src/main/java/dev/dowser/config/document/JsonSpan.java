package dev.dowser.config.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value of a JSON text by its place in it. The parser of a library knows what a text says but not
 * where its commas and comments are, and these must survive an edit.
 *
 * @param start index of its first character
 * @param end index behind its last one
 * @param members if it is an object
 */
record JsonSpan(int start, int end, List<Member> members) {

  /**
   * A key with its value.
   *
   * @param key decoded
   * @param start index of the quote before the key
   * @param value where the value is
   */
  record Member(String key, int start, JsonSpan value) {}

  JsonSpan {
    members = List.copyOf(members);
  }

  /** Finds the root; the text must be one that {@link DocumentReader} reads without fault. */
  static JsonSpan of(String text) {
    return new Scanner(text).root();
  }

  Optional<Member> member(String key) {
    return members.stream().filter(member -> member.key().equals(key)).findFirst();
  }

  /** The first index at or behind this one where neither space nor comment stands. */
  static int behindSpace(String text, int from) {
    int at = from;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
        at++;
      } else if (text.startsWith("//", at)) {
        at = indexOr(text, "\n", at, text.length());
      } else if (text.startsWith("/*", at)) {
        at = indexOr(text, "*/", at, text.length() - 2) + 2;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int indexOr(String text, String what, int from, int otherwise) {
    int found = text.indexOf(what, from);
    return found < 0 ? otherwise : found;
  }

  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    JsonSpan root() {
      skip();
      return value();
    }

    private void skip() {
      at = behindSpace(text, at);
    }

    private JsonSpan value() {
      return switch (text.charAt(at)) {
        case '{' -> object();
        case '[' -> array();
        case '"' -> string();
        default -> word();
      };
    }

    private JsonSpan object() {
      int start = at++;
      var members = new ArrayList<Member>();
      for (skip(); text.charAt(at) != '}'; skip()) {
        var key = string();
        skip();
        at++; // the colon
        skip();
        members.add(new Member(decoded(key), key.start(), value()));
        skipComma();
      }
      return new JsonSpan(start, ++at, members);
    }

    private JsonSpan array() {
      int start = at++;
      for (skip(); text.charAt(at) != ']'; skip()) {
        value();
        skipComma();
      }
      return new JsonSpan(start, ++at, List.of());
    }

    private void skipComma() {
      skip();
      if (text.charAt(at) == ',') {
        at++;
      }
    }

    private JsonSpan string() {
      int start = at++;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return new JsonSpan(start, ++at, List.of());
    }

    private JsonSpan word() {
      int start = at;
      while (at < text.length()
          && ",]}/".indexOf(text.charAt(at)) < 0
          && !Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return new JsonSpan(start, at, List.of());
    }

    private String decoded(JsonSpan key) {
      var root =
          DocumentReader.read("[" + text.substring(key.start(), key.end()) + "]", "key.json");
      return root.root()
          .filter(Node.Sequence.class::isInstance)
          .map(list -> ((Node.Sequence) list).items().getFirst())
          .map(item -> item instanceof Node.Scalar scalar ? scalar.text() : "")
          .orElse("");
    }
  }
}
