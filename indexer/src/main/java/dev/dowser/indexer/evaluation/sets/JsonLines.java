package dev.dowser.indexer.evaluation.sets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file with one JSON object a line; empty lines are skipped.
 *
 * @param lines those that are objects
 * @param faults what is wrong with the others; whoever reads the objects adds what it finds
 */
record JsonLines(List<Line> lines, SetFaults faults) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Where in its source the parser was, which is one line for it. */
  private static final Pattern PLACE = Pattern.compile("\\s*\\(start marker at .*\\)");

  /**
   * An object.
   *
   * @param number of the line, from 1
   */
  record Line(int number, ObjectNode object) {}

  /**
   * Reads a file.
   *
   * @throws BadSetException if the file as a whole cannot be read
   */
  static JsonLines read(Path file) {
    var faults = new SetFaults(file);
    var lines = new ArrayList<Line>();
    boolean any = false;
    try (var texts = TextLines.open(file)) {
      while (texts.next()) {
        String text = texts.text(faults);
        any = true;
        if (!text.isBlank()) {
          object(text, texts.number(), faults)
              .ifPresent(object -> lines.add(new Line(texts.number(), object)));
        }
      }
    } catch (IOException failed) {
      throw new BadSetException("%s cannot be read: %s".formatted(file, reason(failed)), failed);
    }
    if (lines.isEmpty()) {
      faults.add(any ? "has no JSON object" : "is empty");
    }
    return new JsonLines(lines, faults);
  }

  private static String reason(IOException failed) {
    if (failed instanceof NoSuchFileException) {
      return "it does not exist";
    }
    return failed.getClass() == IOException.class
        ? String.valueOf(failed.getMessage())
        : failed.toString();
  }

  private static Optional<ObjectNode> object(String text, int number, SetFaults faults) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return Optional.of(object);
      }
      faults.add(number, "expected a JSON object, got " + SetFaults.shown(text));
    } catch (JacksonException broken) {
      String what = PLACE.matcher(broken.getOriginalMessage()).replaceAll("");
      int column = broken.getLocation() == null ? 0 : broken.getLocation().getColumnNr();
      faults.add(number, "broken JSON at column %d: %s".formatted(column, what.strip()));
    }
    return Optional.empty();
  }

  /** A text that each object must have; a fault if it is not there. */
  Optional<String> text(Line line, String key) {
    var value = line.object().path(key);
    if (!value.isString() || value.asString().isBlank()) {
      faults.add(line.number(), "expected a text as \"%s\"".formatted(key) + got(value));
      return Optional.empty();
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.asString())) {
      faults.add(line.number(), "\"%s\" has half a surrogate pair".formatted(key));
      return Optional.empty();
    }
    return Optional.of(value.asString());
  }

  /** Whether a value is absent, null or of the kind that it must be; a fault if not. */
  boolean absentOr(Line line, String key, JsonKind kind) {
    var value = line.object().path(key);
    boolean fits = value.isMissingNode() || value.isNull() || kind.fits(value);
    if (!fits) {
      faults.add(line.number(), "expected %s as \"%s\"".formatted(kind.text(), key) + got(value));
    }
    return fits;
  }

  /** What came instead, for a message. */
  static String got(JsonNode value) {
    return value.isMissingNode() ? "" : ", got " + SetFaults.shown(value.toString());
  }

  /** What a value may be. */
  enum JsonKind {
    TEXT("a text"),
    LIST("a list"),
    OBJECT("an object");

    private final String text;

    JsonKind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    boolean fits(JsonNode value) {
      return switch (this) {
        case TEXT -> value.isString();
        case LIST -> value.isArray();
        case OBJECT -> value.isObject();
      };
    }
  }
}
