package dev.dowser.config.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON; comments and trailing commas are fine, because editors' own files have them. */
final class JsonTree {

  private final String text;
  private final List<DocumentFault> faults = new ArrayList<>();

  JsonTree(String text) {
    this.text = text;
  }

  Document read() {
    try (var parser = factory().createParser(ObjectReadContext.empty(), text)) {
      var first = parser.nextToken();
      if (first == null) {
        throw broken(Position.WHOLE, "the file is empty, expected a mapping");
      }
      var root = value(parser, "", 1);
      if (parser.nextToken() != null) {
        throw broken(position(parser.currentTokenLocation()), "expected nothing after the last }");
      }
      return new Document(Optional.of(root), faults);
    } catch (BrokenDocumentException e) {
      faults.add(e.fault());
    } catch (JacksonException e) {
      faults.add(new DocumentFault(position(e.getLocation()), "", said(e.getOriginalMessage())));
    }
    return new Document(Optional.empty(), faults);
  }

  private static JsonFactory factory() {
    return JsonFactory.builder()
        .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(2 * Limits.DEPTH).build())
        .build();
  }

  private Node value(JsonParser parser, String path, int depth) {
    var at = position(parser.currentTokenLocation());
    if (depth > Limits.DEPTH) {
      throw broken(at, Limits.TOO_DEEP);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, path, depth);
      case START_ARRAY -> sequence(parser, path, depth);
      case VALUE_NULL -> new Node.Nothing(at);
      case VALUE_STRING -> new Node.Scalar(at, parser.getString(), true);
      default -> new Node.Scalar(at, parser.getString(), false);
    };
  }

  private Node mapping(JsonParser parser, String path, int depth) {
    var at = position(parser.currentTokenLocation());
    var entries = new EntryList(path, faults);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      var key = parser.currentName();
      var keyAt = position(parser.currentTokenLocation());
      parser.nextToken();
      entries.add(key, keyAt, value(parser, entries.pathOf(key), depth + 1));
    }
    return entries.toMapping(at);
  }

  private Node sequence(JsonParser parser, String path, int depth) {
    var at = position(parser.currentTokenLocation());
    var items = new ArrayList<Node>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, path + "[" + items.size() + "]", depth + 1));
    }
    return new Node.Sequence(at, items);
  }

  /** The parser quotes what it does not know, and that may be a secret without its quotes. */
  private static String said(String message) {
    return message.startsWith("Unrecognized token")
        ? "not JSON: expected a value (text in double quotes, a number, true, false, null, { or [)"
        : "not JSON: "
            + message
                .replaceFirst(" \\(start marker at .*", "")
                .lines()
                .findFirst()
                .orElse("unreadable");
  }

  private static Position position(TokenStreamLocation location) {
    return new Position(Math.max(0, location.getLineNr()), Math.max(0, location.getColumnNr()));
  }

  private static BrokenDocumentException broken(Position at, String message) {
    return new BrokenDocumentException(new DocumentFault(at, "", message));
  }
}
