package dev.dowser.indexer.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file with one JSON object a line; {@code .gz} is unpacked. */
record JsonLines(Path file, List<ObjectNode> objects) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static JsonLines read(Path file) {
    var objects = new ArrayList<ObjectNode>();
    try (var lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        objects.add(object(file, objects.size() + 1, line));
      }
    } catch (IOException failed) {
      throw new BadSetException("%s cannot be read: %s".formatted(file, failed), failed);
    }
    if (objects.isEmpty()) {
      throw new BadSetException("%s is empty".formatted(file));
    }
    return new JsonLines(file, objects);
  }

  private static InputStream open(Path file) throws IOException {
    var in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static ObjectNode object(Path file, int line, String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new BadSetException("%s:%d: expected a JSON object".formatted(file, line));
    } catch (JacksonException broken) {
      throw new BadSetException(
          "%s:%d: broken JSON: %s".formatted(file, line, broken.getOriginalMessage()), broken);
    }
  }

  String where(int index) {
    return "%s:%d".formatted(file, index + 1);
  }

  /** A text that each object must have. */
  String text(int index, String key) {
    var value = objects.get(index).path(key);
    if (!value.isString() || value.asString().isBlank()) {
      throw new BadSetException("%s: expected a text as \"%s\"".formatted(where(index), key));
    }
    return value.asString();
  }
}
