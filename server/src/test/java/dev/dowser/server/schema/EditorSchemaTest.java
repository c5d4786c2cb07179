package dev.dowser.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.dowser.config.document.DocumentReader;
import dev.dowser.config.document.Node;
import dev.dowser.config.importing.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the schema for editors says of files, beside what the loader says of them. */
class EditorSchemaTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Path CONFIG = Path.of("../config");
  private static final Path BROKEN =
      CONFIG.resolve("src/test/resources/dev/dowser/config/loading/broken-files.txt");
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?");

  /** Faults that lie in what several keys say together, or outside of the file. */
  private static final List<String> ONLY_THE_LOADER_SEES =
      List.of(
          "name-twice.yaml",
          "header-of-protocol.yaml",
          "unset-variable.yaml",
          "open-variable.yaml",
          "input-of-vscode.yaml",
          "path-taken.yaml",
          "unknown-group.yaml",
          "unknown-member.yaml",
          "workload-twice.yaml",
          "model-and-folder.yaml",
          "pooling-without-folder.yaml",
          "token.yaml",
          "env-file.yaml",
          "itself.yaml",
          "constraints-that-assert-nothing.yaml");

  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    var text = text(CONFIG.resolve("dowser.schema.json"));
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemaLoader(l -> l.block(_ -> true)))
        .getSchema(MAPPER.readTree(text));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<?> faults(String yaml) {
    var root = DocumentReader.read(yaml, "dowser.yaml").root().orElseThrow();
    return SCHEMA.validate(json(root));
  }

  private static JsonNode json(Node node) {
    return MAPPER.valueToTree(tree(node));
  }

  /** As an editor reads YAML. */
  private static Object tree(Node node) {
    return switch (node) {
      case Node.Nothing _ -> MAPPER.nullNode();
      case Node.Sequence list -> list.items().stream().map(EditorSchemaTest::tree).toList();
      case Node.Mapping mapping -> {
        var map = new LinkedHashMap<String, Object>();
        mapping.entries().forEach(entry -> map.put(entry.key(), tree(entry.value())));
        yield map;
      }
      case Node.Scalar scalar -> scalar.quoted() ? scalar.text() : plain(scalar.text());
    };
  }

  private static Object plain(String text) {
    boolean literal = Pattern.matches("(?i:true|false)", text) || NUMBER.matcher(text).matches();
    return literal ? MAPPER.readTree(text.toLowerCase(Locale.ROOT)) : text;
  }

  private static Map<String, String> broken() {
    return Arrays.stream(text(BROKEN).split("(?m)^=== "))
        .skip(1)
        .map(part -> part.split("(?m)^>>>\\R", -1)[0].split("\\R", 2))
        .collect(
            Collectors.toMap(
                head -> head[0].strip(), head -> head[1], (a, _) -> a, LinkedHashMap::new));
  }

  @Test
  void quickstartAndSampleFit() {
    var everyOption = Sample.text().replaceAll("(?m)^#(?! [A-Z])(?! \\S)", "");

    assertThat(faults(text(CONFIG.resolve("quickstart.yaml")))).isEmpty();
    assertThat(faults(Sample.text())).isEmpty();
    assertThat(faults(everyOption)).isEmpty();
  }

  @Test
  void filesOfTheReferenceFit() throws IOException {
    var folder = CONFIG.resolve("src/test/resources/dev/dowser/config/reference");
    try (var all = Files.list(folder)) {
      assertThat(all.filter(file -> file.toString().endsWith(".yaml")))
          .hasSize(10)
          .allSatisfy(file -> assertThat(faults(text(file))).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backends: []",
        "mcpServers: { files: { command: npx, anything: else } }",
        "servers: { files: { type: http, url: 'http://h' } }",
        "{ backends: [], server: { port: '${PORT}' }, mode: '${MODE:-find}' }",
        "{ backends: [], operational: { timeouts: { default: 90, perWorkload: { a: 1h30m } } } }",
        "{ backends: [], server: { port: '4483', maxRequestBytes: 8 mib } }",
        "{ backends: [], optimizer: , server: {} }",
        "{ backends: [], telemetry: { endpoint: x } }",
        "backends: [{ name: a, command: x, args: [-y, 8080, true, ''] }]",
        "{ backends: [], aggregation: { tools: [{ workload: a, overrides: { t: { values: { p: { x: [1] } } }, u: [{ name: v }] } }] } }",
      })
  void whatLoads_fits(String yaml) {
    assertThat(faults(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: x",
        "{ backends: [], mcpServers: {} }",
        "{ backends: [], compositeTools: [{ name: a }] }",
        "{ backends: [], server: { port: 70000 } }",
        "{ backends: [], server: { port: '70 000' } }",
        "{ backends: [], server: { maxRequestBytes: 8 XB } }",
        "{ backends: [], operational: { timeouts: { default: soon } } }",
        "{ backends: [], mode: both }",
        "{ backends: [], incomingAuth: { type: oidc } }",
        "{ backends: [], aggregation: { excludeAllTools: maybe } }",
        "{ backends: [], aggregation: { tools: [{ filter: [a] }] } }",
        "{ backends: [], aggregation: { conflictResolutionConfig: { prefixFormat: x_ } } }",
        "backends: [{ name: a, command: x, url: 'http://h' }]",
        "backends: [{ name: a, url: 'http://h', args: [x] }]",
        "backends: [{ name: a, url: 'ftp://h' }]",
        "backends: [{ name: a }]",
      })
  void whatIsRefused_doesNotFit(String yaml) {
    assertThat(faults(yaml)).isNotEmpty();
  }

  @Test
  void brokenFiles_doNotFit() {
    var fitting =
        broken().entrySet().stream().filter(e -> fits(e.getValue())).map(Map.Entry::getKey);

    assertThat(fitting).containsExactlyInAnyOrderElementsOf(ONLY_THE_LOADER_SEES);
  }

  private static boolean fits(String yaml) {
    var document = DocumentReader.read(yaml, "dowser.yaml");
    return document.faults().isEmpty()
        && document.root().filter(root -> SCHEMA.validate(json(root)).isEmpty()).isPresent();
  }
}
