package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Tool;
import dev.dowser.server.backend.BackendListener;
import dev.dowser.server.backend.BackendStatus;
import dev.dowser.server.backend.BackendStatus.State;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.testing.ScriptedConnection;
import dev.dowser.server.backend.testing.ScriptedConnector;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is wrong in one definition or page costs that tool only, and the status says so. */
final class HostileCatalogTest implements BackendListener {
  private static final String OBJECT = "{\"type\":\"object\"}";

  private final ManualBackground time = new ManualBackground();
  private final List<BackendSnapshot> found = new ArrayList<>();

  @Override
  public void discovered(BackendSnapshot snapshot) {
    found.add(snapshot);
  }

  @Override
  public void lost(BackendId backend) {}

  private BackendStatus discover(ScriptedConnection.Script script) {
    var connector =
        ScriptedConnector.http().follow(listener -> new ScriptedConnection(listener, script));
    var plan =
        new BackendPlan(
            new BackendId("odd"), connector, Duration.ofSeconds(30), Duration.ofSeconds(30));
    var backends =
        new ConnectedBackends(
            List.of(plan),
            DiscoveryPlan.every(Duration.ofMinutes(5)),
            List.of(this),
            time.surroundings(),
            () -> {});
    backends.start();
    return backends.statuses().getFirst();
  }

  private BackendStatus discoverPages(List<String> pages) {
    return discover((_, params, _) -> {
      var page = Integer.parseInt(params.path("cursor").asString("0"));
      var result = Json.object();
      result.set("tools", Json.parse(pages.get(page)));
      if (page + 1 < pages.size()) {
        result.put("nextCursor", "" + (page + 1));
      }
      return new CallOutcome.Answered(result);
    });
  }

  private BackendStatus discoverBetweenGoodOnes(String... definitions) {
    return discoverPages(
        List.of(
            "[%s,%s,%s]"
                .formatted(
                    tool("first", OBJECT), String.join(",", definitions), tool("last", OBJECT))));
  }

  private static String tool(String name, String schema) {
    return "{\"name\":\"%s\",\"inputSchema\":%s}".formatted(name, schema);
  }

  private List<String> names() {
    return found.getLast().tools().stream().map(Tool::id).map(id -> id.name()).toList();
  }

  @Test
  void hundredPages_areReadWhole() {
    var pages = IntStream.range(0, 100).mapToObj(n -> "[" + tool("t" + n, OBJECT) + "]").toList();

    var status = discoverPages(pages);

    assertThat(status.tools()).isEqualTo(100);
    assertThat(status.leftOut()).isEmpty();
  }

  @Test
  void cursorsThatLoop_keepWhatWasReadAndAreReported() {
    var status =
        discover((_, params, _) -> {
          var result = ScriptedConnector.list("t" + params.path("cursor").asString("0"));
          return new CallOutcome.Answered(
              result.put("nextCursor", params.path("cursor").asString("").equals("a") ? "b" : "a"));
        });

    assertThat(status.state()).isEqualTo(State.READY);
    assertThat(names()).containsExactly("t0", "ta", "tb");
    assertThat(status.leftOut())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).contains("a cursor came twice"));
  }

  @Test
  void tenThousandTools_areAllThere() {
    var status =
        discoverPages(
            List.of(
                IntStream.range(0, 10_000)
                    .mapToObj(n -> tool("t" + n, OBJECT))
                    .toList()
                    .toString()));

    assertThat(status.tools()).isEqualTo(10_000);
    assertThat(status.leftOut()).isEmpty();
  }

  @Test
  void schemaOfFiveMegabytes_isLeftOutAlone() {
    var schema =
        "{\"type\":\"object\",\"description\":\"%s\"}".formatted("x".repeat(5 * 1024 * 1024));

    var status = discoverBetweenGoodOnes(tool("huge", schema));

    assertThat(names()).containsExactly("first", "last");
    assertThat(status.leftOut()).extracting(LeftOut::name).containsExactly("huge");
    assertThat(status.leftOut().getFirst().reason())
        .contains("1000000 characters")
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},\"$defs\":{\"x\":{\"type\":\"string\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"https://evil.example/schema\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/missing\"}}}",
        "{\"type\":\"object\",\"properties\":{\"child\":{\"$ref\":\"#\"}}}",
        "{\"$ref\":\"#\",\"type\":\"object\"}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/properties/b\"},\"b\":{\"$ref\":\"#/properties/a\"}}}",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"banana\",\"pattern\":\"[\"}}}",
      })
  void referencesAndWhatDoesNotCompile_areTaken(String schema) {
    var status = discoverBetweenGoodOnes(tool("odd", schema));

    assertThat(names()).containsExactly("first", "odd", "last");
    assertThat(status.leftOut()).isEmpty();
    assertThat(found.getLast().tools().get(1).definition()).contains(schema);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"object\"", "true", "{\"type\":\"array\"}"})
  void schemaThatNoArgumentsCanMeet_isLeftOutAlone(String schema) {
    var status = discoverBetweenGoodOnes(tool("odd", schema));

    assertThat(names()).containsExactly("first", "last");
    assertThat(status.leftOut())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).startsWith("inputSchema"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "{}", "[\"a\"]"})
  void descriptionThatIsNoText_countsAsNone(String description) {
    var definition =
        "{\"name\":\"odd\",\"description\":%s,\"inputSchema\":%s}".formatted(description, OBJECT);

    var status = discoverBetweenGoodOnes(definition);

    assertThat(names()).containsExactly("first", "odd", "last");
    assertThat(found.getLast().tools().get(1).description()).isEmpty();
    assertThat(status.leftOut()).isEmpty();
  }

  @Test
  void nameGivenTwice_theFirstCountsAlsoAcrossPages() {
    var status =
        discoverPages(
            List.of(
                "[" + tool("a", OBJECT) + "," + tool("a", OBJECT) + "]",
                "[" + tool("a", OBJECT) + "," + tool("b", OBJECT) + "]"));

    assertThat(names()).containsExactly("a", "b");
    assertThat(status.leftOut()).extracting(LeftOut::name).containsExactly("a", "a");
  }

  @Test
  void namesWithSpacesAndEmoji_areKept() {
    var status = discoverBetweenGoodOnes(tool("send the mail", OBJECT), tool("📧 send", OBJECT));

    assertThat(names()).containsExactly("first", "send the mail", "📧 send", "last");
    assertThat(status.leftOut()).isEmpty();
  }

  @Test
  void entriesThatAreNoTools_areLeftOutAlone() {
    var status =
        discoverBetweenGoodOnes("null", "7", "[]", "{}", "{\"name\":\"\"}", "{\"name\":null}");

    assertThat(names()).containsExactly("first", "last");
    assertThat(status.leftOut()).hasSize(6);
  }

  @Test
  void listAfter29Seconds_isTaken() {
    var status =
        discover((_, _, patience) -> {
          assertThat(patience.silence()).isGreaterThan(Duration.ofSeconds(29));
          time.advance(Duration.ofSeconds(29));
          return new CallOutcome.Answered(ScriptedConnector.list("late"));
        });

    assertThat(status.state()).isEqualTo(State.READY);
    assertThat(names()).containsExactly("late");
  }

  @Test
  void listThatNeverComes_isGivenUpAfterTheTimeoutAndTriedAgain() {
    var status =
        discover((_, _, patience) -> {
          time.advance(patience.silence());
          return new CallOutcome.DeadlinePassed(patience.silence());
        });

    assertThat(status.state()).isEqualTo(State.DOWN);
    assertThat(status.lastError().orElse("")).contains("not answered in time (30 s a page");
    assertThat(time.alarmsSet()).isPositive();
  }

  @Test
  void connectionThatClosesAtOnce_isDownAndTriedAgainWithPauses() {
    var status = discover((_, _, _) -> new CallOutcome.Unavailable("it closed", true));

    assertThat(status.state()).isEqualTo(State.DOWN);
    assertThat(time.alarmsSet()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"tools\""})
  void listThatIsNone_isAFaultAndNotAnEmptyList(String tools) {
    JsonNode result = Json.object().set("tools", Json.parse(tools));

    var status = discover((_, _, _) -> new CallOutcome.Answered(result));

    assertThat(status.state()).isEqualTo(State.DOWN);
    assertThat(found).isEmpty();
  }
}
