package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.Material;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.snapshot.MaterialReader;
import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.MaterialSurface.Kind;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CatalogMaterialTest {
  private final FakeBackends backends = new FakeBackends(A, B);
  private final FakeIndex index = new FakeIndex();
  private final Subscriptions subscriptions = new Subscriptions((_, _) -> {}, new Random(1));
  private final LiveCatalog live =
      new LiveCatalog(Sample.assembler(A, B), index, new MemorySnapshotStore(), Duration.ZERO);
  private final ResourceLinks links = new ResourceLinks();
  private final JoinedBackends server = new JoinedBackends("v", live, index, backends, links);
  private final CatalogMaterial surface;

  CatalogMaterialTest() throws InterruptedException {
    live.start();
    surface = new CatalogMaterial(server, backends, subscriptions, links);
    live.discovered(
        snapshot(
            A,
            Set.of(Capability.PROMPTS),
            List.of(
                "{\"name\":\"greet\",\"title\":\"Greet\",\"arguments\":[{\"name\":\"who\"}],\"new\":1.50}"),
            List.of("{\"uri\":\"x:a\",\"name\":\"a\",\"_meta\":{\"k\":1}}"),
            List.of("{\"uriTemplate\":\"note:{id}\",\"name\":\"notes\"}")));
    live.discovered(
        snapshot(
            B,
            Set.of(Capability.TOOLS),
            List.of("{\"name\":\"greet\"}"),
            List.of("{\"uri\":\"x:b\",\"name\":\"b\"}"),
            List.of("{\"uriTemplate\":\"page:{id}\",\"name\":\"pages\"}")));
    live.awaitApplied(Duration.ofSeconds(20));
  }

  private static BackendSnapshot snapshot(
      BackendId backend,
      Set<Capability> declared,
      List<String> prompts,
      List<String> resources,
      List<String> templates) {
    var material =
        new Material(
            MaterialReader.prompts(backend, trees(prompts)).entries(),
            MaterialReader.resources(backend, trees(resources)).entries(),
            MaterialReader.templates(backend, trees(templates)).entries());
    var card = new ServerCard("", "", "", declared);
    return new BackendSnapshot(backend, card, List.of(), material, List.of(), false);
  }

  private static List<JsonNode> trees(List<String> texts) {
    return texts.stream().map(Json::parse).toList();
  }

  @AfterEach
  void close() {
    server.close();
    live.close();
    subscriptions.close();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) Json.parse(text);
  }

  private static int code(CallOutcome outcome) {
    return outcome instanceof CallOutcome.Refused(var error) ? error.code() : 0;
  }

  private FakeBackends.Sent sent() {
    assertThat(backends.sent).hasSize(1);
    return backends.sent.getFirst();
  }

  @Test
  void promptsAreListedUnderTheirNames_andOtherwiseAsTheyAre() {
    assertThat(surface.list(Kind.PROMPTS, Json.object()).entries())
        .containsExactly(
            json(
                "{\"name\":\"a_greet\",\"title\":\"Greet\",\"arguments\":[{\"name\":\"who\"}],\"new\":1.50}"),
            json("{\"name\":\"b_greet\"}"));
  }

  @Test
  void resourcesAndTemplates_areListedAsTheyAre() {
    assertThat(surface.list(Kind.RESOURCES, Json.object()).entries())
        .containsExactly(
            json("{\"uri\":\"x:a\",\"name\":\"a\",\"_meta\":{\"k\":1}}"),
            json("{\"uri\":\"x:b\",\"name\":\"b\"}"));
    assertThat(surface.list(Kind.TEMPLATES, Json.object()).entries())
        .containsExactly(
            json("{\"uriTemplate\":\"note:{id}\",\"name\":\"notes\"}"),
            json("{\"uriTemplate\":\"page:{id}\",\"name\":\"pages\"}"));
  }

  @Test
  void prompt_isGotByItsOwnName_withAllElseAsTheClientSentIt() {
    backends.answer = new CallOutcome.Answered(json("{\"messages\":[],\"new\":1.50}"));

    var outcome =
        surface.prompt(
            json("{\"name\":\"b_greet\",\"arguments\":{\"who\":\"Ana\"},\"_meta\":{\"t\":1}}"),
            Caller.NONE);

    assertThat(sent().backend()).isEqualTo(B);
    assertThat(sent().method()).isEqualTo("prompts/get");
    assertThat(sent().params())
        .isEqualTo(
            json("{\"name\":\"greet\",\"arguments\":{\"who\":\"Ana\"},\"_meta\":{\"t\":1}}"));
    assertThat(outcome).isEqualTo(backends.answer);
  }

  @Test
  void unknownPrompt_isRefusedWithTheNearest() {
    assertThatThrownBy(() -> surface.prompt(json("{\"name\":\"b_great\"}"), Caller.NONE))
        .hasMessage("Unknown prompt \"b_great\"; nearest: b_greet, a_greet")
        .extracting(fault -> ((GatewayException) fault).code())
        .isEqualTo(ErrorCode.BAD_PARAMETERS);
    assertThat(backends.sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"x:a, a", "x:b, b", "note:7, a", "page:7, b", "page:7/8, b"})
  void uri_isReadWhereItIs(String uri, String backend) {
    surface.read(Json.object().put("uri", uri), Caller.NONE);

    assertThat(sent().backend().value()).isEqualTo(backend);
    assertThat(sent().method()).isEqualTo("resources/read");
    assertThat(sent().params()).isEqualTo(Json.object().put("uri", uri));
  }

  @Test
  void uriOfNobody_isNotFound_withTheUriAsData() {
    var outcome = surface.read(json("{\"uri\":\"y:1\"}"), Caller.NONE);

    assertThat(outcome)
        .isEqualTo(
            new CallOutcome.Refused(
                new RpcError(
                    -32002,
                    "Resource not found: no server lists, links to or has a template for \"y:1\"",
                    json("{\"uri\":\"y:1\"}"))));
    assertThat(code(surface.subscribe(json("{\"uri\":\"y:1\"}"), (_, _, _) -> {}, Caller.NONE)))
        .isEqualTo(-32002);
    assertThat(backends.sent).isEmpty();
  }

  @Test
  void linkInAnAnswer_isReadThereByTheSessionThatGotIt_andByNoOther() {
    backends.answer =
        new CallOutcome.Answered(
            json("{\"messages\":[{\"content\":{\"type\":\"resource_link\",\"uri\":\"made:1\"}}]}"));
    surface.prompt(json("{\"name\":\"b_greet\"}"), new Session("one"));
    backends.sent.clear();

    surface.read(json("{\"uri\":\"made:1\"}"), new Session("one"));

    assertThat(sent().backend()).isEqualTo(B);
    assertThat(code(surface.read(json("{\"uri\":\"made:1\"}"), new Session("two"))))
        .isEqualTo(-32002);
    assertThat(code(surface.read(json("{\"uri\":\"made:1\"}"), Caller.NONE))).isEqualTo(-32002);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"ref/prompt\",\"name\":\"b_greet\"} | b | {\"type\":\"ref/prompt\",\"name\":\"greet\"}",
        "{\"type\":\"ref/resource\",\"uri\":\"page:{id}\"} | b | {\"type\":\"ref/resource\",\"uri\":\"page:{id}\"}",
        "{\"type\":\"ref/resource\",\"uri\":\"note:7\"} | a | {\"type\":\"ref/resource\",\"uri\":\"note:7\"}",
      })
  void completion_isAskedOfWhoHasThePromptOrTemplate(String ref, String backend, String own) {
    var params = json("{\"argument\":{\"name\":\"id\",\"value\":\"7\"},\"context\":{\"x\":1}}");
    params.set("ref", Json.parse(ref));

    surface.complete(params, Caller.NONE);

    assertThat(sent().backend().value()).isEqualTo(backend);
    params.set("ref", Json.parse(own));
    assertThat(sent().params()).isEqualTo(params);
  }

  @Test
  void backendThatCompletesNothing_hasNoSuggestions() {
    backends.answer = new CallOutcome.Refused(new RpcError(-32601, "no such method", null));

    var outcome =
        surface.complete(
            json("{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"a_greet\"}}"), Caller.NONE);

    assertThat(outcome)
        .isEqualTo(
            new CallOutcome.Answered(
                json("{\"completion\":{\"total\":0,\"hasMore\":false,\"values\":[]}}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"ref\":\"a_greet\"}",
        "{\"ref\":{\"type\":\"ref/tool\",\"name\":\"a_greet\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\"}}",
        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"greet\"}}",
        "{\"ref\":{\"type\":\"ref/resource\",\"uri\":\"y:{id}\"}}",
      })
  void completionOfNothing_isRefused(String params) {
    assertThatThrownBy(() -> surface.complete(json(params), Caller.NONE))
        .extracting(fault -> ((GatewayException) fault).code())
        .isEqualTo(ErrorCode.BAD_PARAMETERS);
    assertThat(backends.sent).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"uri\":7,\"name\":7}", "{\"uri\":null,\"name\":null}"})
  void namesThatAreNoText_areRefused(String params) {
    assertThatThrownBy(() -> surface.read(json(params), Caller.NONE))
        .hasMessageStartingWith("params.uri must be a string, got ");
    assertThatThrownBy(() -> surface.unsubscribe(json(params), (_, _, _) -> {}, Caller.NONE))
        .hasMessageStartingWith("params.uri must be a string, got ");
    assertThatThrownBy(() -> surface.prompt(json(params), Caller.NONE))
        .hasMessageStartingWith("params.name must be a string, got ");
  }

  @Test
  void argumentsThatAreNoObject_areRefused() {
    assertThatThrownBy(
            () -> surface.prompt(json("{\"name\":\"a_greet\",\"arguments\":[1]}"), Caller.NONE))
        .hasMessage("params.arguments must be an object, got array");
  }

  @Test
  void subscription_isThatOfTheOwner_andEndsAsItBegan() {
    Subscriber subscriber = (_, _, _) -> {};

    surface.subscribe(json("{\"uri\":\"x:b\"}"), subscriber, Caller.NONE);
    surface.unsubscribe(json("{\"uri\":\"x:b\"}"), subscriber, Caller.NONE);
    var again = surface.unsubscribe(json("{\"uri\":\"x:b\"}"), subscriber, Caller.NONE);

    assertThat(again).isEqualTo(new CallOutcome.Answered(Json.object()));
    assertThat(backends.sent)
        .extracting(FakeBackends.Sent::backend, FakeBackends.Sent::method)
        .containsExactly(tuple(B, "resources/subscribe"), tuple(B, "resources/unsubscribe"));
  }

  @Test
  void pagesTogetherAreTheList_andStayGoodWhileItChanges() throws InterruptedException {
    discover(2_500);
    var first = surface.list(Kind.RESOURCES, Json.object());
    var second = surface.list(Kind.RESOURCES, after(first.next()));
    discover(2_400);
    var third = surface.list(Kind.RESOURCES, after(second.next()));

    assertThat(first.entries()).hasSize(CatalogMaterial.PAGE);
    assertThat(third.next()).isEmpty();
    var uris = new ArrayList<String>();
    Stream.of(first, second, third)
        .forEach(page -> page.entries().forEach(one -> uris.add(one.path("uri").asString())));
    assertThat(uris).doesNotHaveDuplicates().isSorted().hasSize(2_401);
  }

  private void discover(int resources) throws InterruptedException {
    var uris =
        IntStream.range(0, resources)
            .mapToObj(i -> "{\"uri\":\"n:%05d\",\"name\":\"n\"}".formatted(i))
            .toList();
    live.discovered(snapshot(A, Set.of(Capability.RESOURCES), List.of(), uris, List.of()));
    live.awaitApplied(Duration.ofSeconds(20));
  }

  private static ObjectNode after(Optional<String> cursor) {
    return Json.object().put("cursor", cursor.orElseThrow());
  }

  @ParameterizedTest
  @EnumSource
  void cursorOfNobody_isRefused(Kind kind) {
    for (var cursor : List.of("\"\"", "\"x\"", "\"????\"", "7", "{}", "\"WDE\"", "\"-\"")) {
      assertThatThrownBy(() -> surface.list(kind, json("{\"cursor\":" + cursor + "}")))
          .hasMessageContaining("params.cursor must be the nextCursor");
    }
  }

  @Test
  void cursorOfAnotherList_isRefused() throws InterruptedException {
    discover(1_500);
    var cursor = surface.list(Kind.RESOURCES, Json.object()).next();

    assertThatThrownBy(() -> surface.list(Kind.PROMPTS, after(cursor)))
        .hasMessageContaining("params.cursor must be the nextCursor");
  }

  @Test
  void capabilities_areThoseThatBackendsDeclaredLast_whetherTheyAreThereOrNot()
      throws InterruptedException {
    assertThat(surface.capabilities())
        .containsExactlyInAnyOrder(Capability.PROMPTS, Capability.TOOLS);

    live.lost(A);
    live.awaitApplied(Duration.ofSeconds(20));

    assertThat(surface.list(Kind.PROMPTS, Json.object()).entries()).hasSize(1);
    assertThat(surface.capabilities())
        .containsExactlyInAnyOrder(Capability.PROMPTS, Capability.TOOLS);
  }

  @Test
  void backendsThatNeverAnswered_mayHaveEverything() {
    var silent =
        new LiveCatalog(Sample.assembler(A, B), index, new MemorySnapshotStore(), Duration.ZERO);
    try (var unknown = new JoinedBackends("v", silent, index, backends, links)) {
      assertThat(new CatalogMaterial(unknown, backends, subscriptions, links).capabilities())
          .containsExactlyInAnyOrder(Capability.values());
    }
  }
}
