package dev.dowser.server.backend.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.backend.testing.ScriptedConnection;
import dev.dowser.server.backend.testing.ScriptedConnector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingTest {
  private static final DiscoveryPlan PLAN =
      new DiscoveryPlan(Duration.ofMinutes(5), Duration.ofSeconds(60), 10, 25);

  private final AtomicLong now = new AtomicLong();

  private ScriptedConnection answering(ScriptedConnection.Script script) {
    return new ScriptedConnection(Unheard.watch(), script);
  }

  private Listing.Listed read(ScriptedConnection connection) {
    return new Listing(connection, ListMethod.TOOLS, PLAN, Duration.ofSeconds(20), now::get).read();
  }

  private static CallOutcome page(String cursor, String... tools) {
    return new CallOutcome.Answered(ScriptedConnector.list(tools).put("nextCursor", cursor));
  }

  @Test
  void readsAllPagesInOrder() {
    var connection =
        answering((_, params, _) ->
            switch (params.path("cursor").asString("")) {
              case "" -> page("p2", "a", "b");
              case "p2" -> page("p3", "c");
              default -> new CallOutcome.Answered(ScriptedConnector.list("d"));
            });

    var listed = read(connection);

    assertThat(listed.definitions())
        .extracting(tool -> tool.path("name").asString())
        .containsExactly("a", "b", "c", "d");
    assertThat(listed.cut()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void emptyCursor_isTheEnd(String cursor) {
    var result = ScriptedConnector.list("a");
    result.set("nextCursor", Json.parse(cursor));

    var listed = read(answering((_, _, _) -> new CallOutcome.Answered(result)));

    assertThat(listed.definitions()).hasSize(1);
    assertThat(listed.cut()).isEmpty();
  }

  @Test
  void sameCursorTwice_endsTheListAndSaysSo() {
    var connection = answering((_, _, _) -> page("again", "a"));

    var listed = read(connection);

    assertThat(connection.patiences()).hasSize(2);
    assertThat(listed.cut().orElseThrow().reason()).contains("cursor came twice");
  }

  @Test
  void pagesWithoutEnd_areCut() {
    var connection =
        answering((_, params, _) -> page(params.path("cursor").asString("") + "x", "a"));

    var listed = read(connection);

    assertThat(connection.patiences()).hasSize(10);
    assertThat(listed.definitions()).hasSize(10);
    assertThat(listed.cut().orElseThrow().reason()).contains("more than 10 pages");
  }

  @Test
  void tooManyTools_areCut() {
    var names = new String[40];
    for (var i = 0; i < names.length; i++) {
      names[i] = "tool" + i;
    }
    var connection =
        answering((_, _, _) -> new CallOutcome.Answered(ScriptedConnector.list(names)));

    var listed = read(connection);

    assertThat(listed.definitions()).hasSize(25);
    assertThat(listed.cut().orElseThrow().reason()).contains("more than 25 tools");
  }

  @Test
  void secondPageFails_theWholeFails() {
    var connection =
        answering((_, params, _) ->
            params.has("cursor") ? new CallOutcome.Unavailable("gone", true) : page("p2", "a"));

    assertThatThrownBy(() -> read(connection))
        .hasMessageContaining("gone")
        .extracting(e -> ((GatewayException) e).code())
        .isEqualTo(ErrorCode.BACKEND_UNREACHABLE);
  }

  @Test
  void slowPages_shareOneDeadline() {
    var connection =
        answering((_, params, _) -> {
          now.addAndGet(Duration.ofSeconds(25).toNanos());
          return page(params.path("cursor").asString("") + "x", "a");
        });

    assertThatThrownBy(() -> read(connection)).hasMessageContaining("not answered in time");
    assertThat(connection.patiences())
        .containsExactly(patience(20, 60), patience(20, 35), patience(10, 10));
  }

  private static Patience patience(int silence, int most) {
    return new Patience(Duration.ofSeconds(silence), Duration.ofSeconds(most));
  }

  @Test
  void refused_saysCodeAndMessage() {
    var connection =
        answering((_, _, _) -> new CallOutcome.Refused(new RpcError(-32601, "no such", null)));

    assertThatThrownBy(() -> read(connection)).hasMessageContaining("-32601: no such");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"tools\":{}}", "{\"tools\":[],\"nextCursor\":7}"})
  void notAList_isRefused(String result) {
    var connection = answering((_, _, _) -> new CallOutcome.Answered(Json.parse(result)));

    assertThatThrownBy(() -> read(connection))
        .extracting(e -> ((GatewayException) e).code())
        .isEqualTo(ErrorCode.BACKEND_BROKEN);
  }
}
