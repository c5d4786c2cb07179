package dev.dowser.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The loader and the schema for editors say the same of files that load, and of these with each of
 * their values replaced by odd ones.
 */
class SameVerdictTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Schema SCHEMA = schema();

  private static final List<String> ODD =
      List.of(
          "null",
          "\"\"",
          "\" \"",
          "{}",
          "[]",
          "true",
          "7",
          "-1",
          "0.5",
          "99999999999999999999",
          "\"x y\"",
          "\"9\"",
          "\"true\"",
          "\"5m\"",
          "\"http://h\"",
          "\"${WORD}\"",
          "{\"zz\": 1}",
          "[7]",
          "[null]",
          "[{}]");

  /** What lies in what several keys say together, in a variable, or in text of several forms. */
  private static final List<String> ONLY_THE_LOADER_SEES =
      List.of(
          "there is no ",
          "expected a size",
          "expected a duration",
          "got \"9\"",
          "real values by the names that clients use",
          "no keyword of JSON Schema",
          "constraints.required",
          "expected stdio here",
          "expected streamable-http or sse here");

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_7,
              builder -> builder.schemaLoader(l -> l.block(_ -> true)))
          .getSchema(MAPPER.readTree(Files.readString(Path.of("../config/dowser.schema.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> files() throws IOException {
    try (var in = SameVerdictTest.class.getResourceAsStream("files-that-load.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> line.startsWith("{")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void loaderAndSchemaAgree(String file) {
    var differing = new ArrayList<String>();
    var tree = MAPPER.readTree(file);

    compare(tree, "as it is", differing);
    replaced(
        tree,
        "",
        (place, put) -> {
          for (var odd : ODD) {
            put.accept(MAPPER.readTree(odd));
            compare(tree, place + " = " + odd, differing);
          }
        });

    assertThat(faults(tree)).isEmpty();
    assertThat(differing).isEmpty();
  }

  /** Where a value stands, and how another is put there. */
  private interface Place {
    void at(String path, Consumer<JsonNode> put);
  }

  private static void replaced(JsonNode tree, String path, Place place) {
    switch (tree) {
      case ObjectNode object ->
          List.copyOf(object.propertyNames())
              .forEach(key -> {
                var before = object.get(key);
                place.at(path + "." + key, value -> object.set(key, value));
                object.set(key, before);
                replaced(before, path + "." + key, place);
              });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          int at = i;
          var before = array.get(at);
          place.at(path + "[" + at + "]", value -> array.set(at, value));
          array.set(at, before);
          replaced(before, path + "[" + at + "]", place);
        }
      }
      default -> {}
    }
  }

  private static List<Fault> faults(JsonNode tree) {
    var variables = Map.of("HOME", "/home/ada", "WORD", "word", "OPENAI_API_KEY", "k");
    return switch (ConfigLoader.parse(tree.toString(), Path.of("/srv/dowser.json"), variables)) {
      case ConfigOutcome.Loaded _ -> List.of();
      case ConfigOutcome.Refused(var faults, _) -> faults;
    };
  }

  private static void compare(JsonNode tree, String what, List<String> differing) {
    var flagged = SCHEMA.validate(tree);
    var faults = faults(tree);
    if (faults.isEmpty() && !flagged.isEmpty()) {
      differing.add(what + ": loads, but the schema says " + flagged);
    }
    if (flagged.isEmpty() && !faults.stream().allMatch(fault -> isOnlyOfTheLoader(what, fault))) {
      differing.add(what + ": fits, but the loader says " + faults);
    }
  }

  private static boolean isOnlyOfTheLoader(String what, Fault fault) {
    var said = fault.path() + ": " + fault.message();
    return what.endsWith("${WORD}\"") || ONLY_THE_LOADER_SEES.stream().anyMatch(said::contains);
  }
}
