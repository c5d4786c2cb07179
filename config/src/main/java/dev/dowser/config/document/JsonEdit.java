package dev.dowser.config.document;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Changes single values of a JSON text and leaves the rest as it is: comments, order, indentation,
 * trailing commas. The text must be one that {@link DocumentReader} reads without fault, with an
 * object at its root. Immutable.
 *
 * @param text all of it
 */
public record JsonEdit(String text) {

  private static final Pattern INDENTED = Pattern.compile("\\n([ \\t]+)\\S");
  private static final String UNIT = "  ";

  /** The text of the value at the end of a way, as it stands there. */
  public Optional<String> valueAt(List<String> way) {
    var span = Optional.of(JsonSpan.of(text));
    for (var key : way) {
      span = span.flatMap(found -> found.member(key)).map(JsonSpan.Member::value);
    }
    return span.map(found -> text.substring(found.start(), found.end()));
  }

  /** The keys of the object at the end of a way; none if there is no object. */
  public List<String> keysAt(List<String> way) {
    var span = Optional.of(JsonSpan.of(text));
    for (var key : way) {
      span = span.flatMap(found -> found.member(key)).map(JsonSpan.Member::value);
    }
    return span.map(found -> found.members().stream().map(JsonSpan.Member::key).toList())
        .orElse(List.of());
  }

  /**
   * Sets a value; objects on the way that do not exist are made.
   *
   * @param way at least one key
   * @param json what to write, with two spaces for each level it has; it gets the indentation of
   *     its place
   */
  public JsonEdit with(List<String> way, String json) {
    var holder = JsonSpan.of(text);
    for (int i = 0; i < way.size(); i++) {
      var member = holder.member(way.get(i));
      if (member.isEmpty()) {
        return inserted(holder, way.get(i), wrapped(way.subList(i + 1, way.size()), json));
      }
      holder = member.get().value();
    }
    var shown = indented(json, indentOfLine(holder.start()));
    return new JsonEdit(text.substring(0, holder.start()) + shown + text.substring(holder.end()));
  }

  /** Puts back what {@link #valueAt} once gave, with the indentation that it had. */
  public JsonEdit restored(List<String> way, String raw) {
    var edit = with(way, "null");
    var span = JsonSpan.of(edit.text);
    for (var key : way) {
      span = span.member(key).map(JsonSpan.Member::value).orElse(span);
    }
    return new JsonEdit(
        edit.text.substring(0, span.start()) + raw + edit.text.substring(span.end()));
  }

  private static String wrapped(List<String> way, String json) {
    var value = json;
    for (var key : way.reversed()) {
      value = "{\n" + UNIT + quoted(key) + ": " + value.replace("\n", "\n" + UNIT) + "\n}";
    }
    return value;
  }

  private JsonEdit inserted(JsonSpan holder, String key, String json) {
    var outer = indentOfLine(holder.start());
    var members = holder.members();
    boolean oneLine = !text.substring(holder.start(), holder.end()).contains("\n");
    var inner =
        members.isEmpty() || oneLine ? outer + unit() : indentOfLine(members.getLast().start());
    var member = quoted(key) + ": " + indented(json, inner);
    int close = holder.end() - 1;
    int last = lastOfContent(holder.start() + 1, close);
    var tail = oneLine ? "\n" + outer : text.substring(last, close);
    var end = tail.contains("\n") ? tail : "\n" + outer;
    if (members.isEmpty()) {
      return new JsonEdit(
          text.substring(0, last) + "\n" + inner + member + end + text.substring(close));
    }
    int behind = members.getLast().value().end();
    int comma = JsonSpan.behindSpace(text, behind);
    boolean trailing = text.charAt(comma) == ',';
    var before =
        trailing
            ? text.substring(0, last)
            : text.substring(0, behind) + "," + text.substring(behind, last);
    return new JsonEdit(
        before + "\n" + inner + member + (trailing ? "," : "") + end + text.substring(close));
  }

  /** Behind the last thing before the closing brace that is not space; comments count. */
  private int lastOfContent(int from, int close) {
    int last = close;
    while (last > from && Character.isWhitespace(text.charAt(last - 1))) {
      last--;
    }
    return last;
  }

  /** Takes a member away, with its comma and the rest of its lines; itself if there is none. */
  public JsonEdit without(List<String> way) {
    var holder = JsonSpan.of(text);
    for (var key : way.subList(0, way.size() - 1)) {
      var member = holder.member(key);
      if (member.isEmpty()) {
        return this;
      }
      holder = member.get().value();
    }
    var found = holder.member(way.getLast());
    return found.isEmpty() ? this : removed(holder, found.get());
  }

  private JsonEdit removed(JsonSpan holder, JsonSpan.Member member) {
    int index = holder.members().indexOf(member);
    int end = member.value().end();
    int comma = JsonSpan.behindSpace(text, end);
    boolean followed = text.charAt(comma) == ',';
    int from = startOfLines(member.start());
    int to = endOfLine(followed ? comma + 1 : end, from != member.start());
    var before = text.substring(0, from);
    if (!followed && index > 0) {
      before = withoutLastComma(before, holder.members().get(index - 1).value().end());
    }
    return new JsonEdit(before + text.substring(to));
  }

  private static String withoutLastComma(String before, int behind) {
    int comma = JsonSpan.behindSpace(before, behind);
    return comma < before.length() && before.charAt(comma) == ','
        ? before.substring(0, comma) + before.substring(comma + 1)
        : before;
  }

  /** With the line break before it, where nothing else stands before it in its line. */
  private int startOfLines(int start) {
    int at = start;
    while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
      at--;
    }
    boolean alone = at > 0 && text.charAt(at - 1) == '\n';
    int lineBreak = at > 1 && text.charAt(at - 2) == '\r' ? at - 2 : at - 1;
    return alone ? lineBreak : start;
  }

  /** With a comment that stands behind it in its line, if the whole line goes. */
  private int endOfLine(int end, boolean wholeLine) {
    int at = end;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    int lineEnd = text.indexOf('\n', at);
    if (wholeLine && lineEnd >= 0 && text.startsWith("//", at)) {
      return lineEnd;
    }
    return wholeLine && lineEnd >= 0 && text.substring(at, lineEnd).isBlank() ? at : end;
  }

  private String indentOfLine(int index) {
    int start = text.lastIndexOf('\n', index - 1) + 1;
    int end = start;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  private String unit() {
    var found = INDENTED.matcher(text);
    return found.find() ? found.group(1) : UNIT;
  }

  private String indented(String json, String indent) {
    var lines = json.split("\n", -1);
    var out = new StringBuilder(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      var bare = lines[i].stripLeading();
      int levels = (lines[i].length() - bare.length()) / UNIT.length();
      out.append('\n').append(indent).append(unit().repeat(levels)).append(bare);
    }
    return out.toString();
  }

  /** A text as JSON writes it. */
  public static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < 0x20 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return out.append('"').toString();
  }
}
