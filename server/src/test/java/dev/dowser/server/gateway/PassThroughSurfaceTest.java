package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static dev.dowser.server.gateway.Sample.assembler;
import static dev.dowser.server.gateway.Sample.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.indexer.snapshot.MemorySnapshotStore;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class PassThroughSurfaceTest {
  private static final String DEFINITION =
      "{\"name\":\"x y\",\"new\":{\"field\":[1.50]},\"inputSchema\":{\"type\":\"object\"}}";

  private final FakeIndex index = new FakeIndex();
  private final FakeBackends backends = new FakeBackends(A, B);
  private final LiveCatalog catalog =
      new LiveCatalog(assembler(A, B), index, new MemorySnapshotStore(), Duration.ZERO);
  private final JoinedBackends server =
      new JoinedBackends("all", catalog, index, backends, new ResourceLinks());
  private final PassThroughSurface surface = new PassThroughSurface(server);

  @BeforeEach
  void start() throws InterruptedException {
    catalog.start();
    catalog.discovered(snapshot(B, "list_items"));
    catalog.discovered(Sample.of(A, Json.parse(DEFINITION)));
    catalog.awaitApplied(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    server.close();
    catalog.close();
  }

  @Test
  void definitionsAreTheBackendsOwnUnderTheExposedName() {
    assertThat(surface.definitions())
        .extracting(Json::text)
        .containsExactly(
            DEFINITION.replace("x y", "a_x_y"),
            "{\"name\":\"b_list_items\",\"inputSchema\":{\"type\":\"object\"}}");
  }

  @Test
  void sameCatalog_definitionsAreNotMadeAgain() {
    assertThat(surface.definitions()).isSameAs(surface.definitions());
  }

  @Test
  void newCatalog_keepsTheTreesOfWhatStayed() throws InterruptedException {
    var before = surface.definitions().getFirst();
    catalog.lost(B);
    catalog.awaitApplied(Duration.ofSeconds(20));

    assertThat(surface.definitions()).singleElement().isSameAs(before);
  }

  @Test
  void callGoesToTheToolsBackend() {
    surface.call(
        params("{'name':'a_x_y','arguments':{'q':1},'_meta':{'progressToken':2}}"), Caller.NONE);

    assertThat(backends.sent).singleElement().extracting(FakeBackends.Sent::backend).isEqualTo(A);
    assertThat(backends.sent.getFirst().params())
        .isEqualTo(params("{'name':'x y','arguments':{'q':1},'_meta':{'progressToken':2}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name':'a_x_y'}",
        "{'name':'a_x_y','arguments':null}",
      })
  void callWithoutArguments_hasNone(String params) {
    surface.call(params(params), Caller.NONE);

    assertThat(backends.sent.getFirst().params())
        .isEqualTo(params("{'name':'x y','arguments':{}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | name must be a string, got none",
        "{'name':3} | name must be a string, got number",
        "{'name':'a_x_y','arguments':[]} | arguments must be an object, got array",
        "{'name':'a_x_y','_meta':'m'} | _meta must be an object, got string",
        "{'name':'x y'} | Unknown tool \"x y\"; tools/list has them all",
        "{'name':'B-list_item'} | Unknown tool \"B-list_item\"; nearest: b_list_items",
        "{'name':''} | Unknown tool \"\"; tools/list has them all",
      })
  void badCall_isRefusedWithTheReason(String params, String message) {
    assertThatThrownBy(() -> surface.call(params(params), Caller.NONE))
        .isInstanceOfSatisfying(
            GatewayException.class,
            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.BAD_PARAMETERS))
        .hasMessage(message);
    assertThat(backends.sent).isEmpty();
  }

  @Test
  void hugeName_doesNotComeBackWhole() {
    var params = Json.object().put("name", "n".repeat(100_000));

    assertThatThrownBy(() -> surface.call(params, Caller.NONE))
        .satisfies(fault -> assertThat(fault.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void instructionsNameTheServersWhateverTheirHealth() throws InterruptedException {
    catalog.lost(A);
    catalog.awaitApplied(Duration.ofSeconds(20));

    assertThat(surface.instructions()).isEqualTo("The tools of 2 servers: a, b.");
  }

  private static ObjectNode params(String json) {
    return (ObjectNode) Json.parse(json.replace('\'', '"'));
  }
}
