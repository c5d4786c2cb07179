package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.rpc.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class StdioBridgeTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{}}";

  private final List<URI> renewed = new CopyOnWriteArrayList<>();
  private FakeGateway gateway;
  private volatile URI url;
  private volatile URI next;
  private volatile CountDownLatch mayRenew = new CountDownLatch(0);
  private PipedOutputStream client;
  private BufferedReader answers;
  private Thread running;

  @BeforeEach
  void connect() throws IOException {
    gateway = new FakeGateway();
    url = gateway.url();
    next = url;
    client = new PipedOutputStream();
    var in = new PipedInputStream(client, 1 << 16);
    // Not a PipedOutputStream: that one breaks when a thread that wrote has ended.
    var back = Pipe.open();
    var out = Channels.newOutputStream(back.sink());
    answers =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(back.source()), StandardCharsets.UTF_8));
    var bridge = new StdioBridge(new Where(), in, out);
    running = Thread.ofPlatform().daemon().start(bridge::run);
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    client.close();
    assertThat(running.join(Duration.ofSeconds(10))).isTrue();
    gateway.close();
  }

  private final class Where implements StdioEndpoint {
    @Override
    public URI url() {
      return url;
    }

    @Override
    public boolean isRepeatable(URI url, String tool) {
      return tool.startsWith("read_");
    }

    @Override
    public URI renew(URI failed) {
      renewed.add(failed);
      awaitLeave();
      if (next.equals(failed)) {
        throw new CommandFailed("no gateway can be started");
      }
      url = next;
      return next;
    }

    private void awaitLeave() {
      try {
        assertThat(mayRenew.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stop) {
        throw new CommandFailed("interrupted", stop);
      }
    }
  }

  private void say(String line) throws IOException {
    client.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    client.flush();
  }

  private JsonNode answer() throws IOException {
    return Json.parse(answers.readLine());
  }

  private void greet() throws IOException {
    say(INITIALIZE);
    assertThat(answer().path("result").path("protocolVersion").asString()).isEqualTo("2025-11-25");
  }

  private static String request(int id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\"}".formatted(id, method);
  }

  @Test
  void jsonAnswers_passWithTheSessionKept() throws IOException {
    greet();
    say(request(1, "ping"));

    assertThat(answer())
        .isEqualTo(Json.parse("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"method\":\"ping\"}}"));
    assertThat(gateway.await("ping"))
        .isEqualTo(new FakeGateway.Seen("POST", "s-1", "2025-11-25", "ping"));
  }

  @Test
  void requestsSentWithTheHandshake_waitForItsSession() throws IOException {
    say(INITIALIZE + "\n" + request(1, "ping"));

    assertThat(answer().path("id").asInt()).isEqualTo(0);
    assertThat(answer().path("id").asInt()).isEqualTo(1);
    assertThat(gateway.await("ping").session()).isEqualTo("s-1");
  }

  @Test
  void events_passOneByOne() throws IOException {
    greet();
    say(request(1, "events"));

    assertThat(answer().path("method").asString()).isEqualTo("notifications/progress");
    assertThat(answer().path("result").path("by").asString()).isEqualTo("event");
  }

  @Test
  void notification_hasNoAnswer() throws IOException {
    greet();
    say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    assertThat(gateway.await("notifications/initialized").session()).isEqualTo("s-1");
    say(request(7, "ping"));

    assertThat(answer().path("id").asInt()).isEqualTo(7);
  }

  @Test
  void whatTheGatewaySaysByItself_passes() throws IOException {
    greet();
    assertThat(gateway.await("GET").session()).isEqualTo("s-1");
    gateway.pushed.add("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");

    assertThat(answer().path("method").asString()).isEqualTo("notifications/tools/list_changed");
  }

  @Test
  void garbage_isAnsweredAndTheNextMessagePasses() throws IOException {
    say("Content-Length: 17");
    var refusal = answer();
    assertThat(refusal.path("error").path("code").asInt()).isEqualTo(-32700);
    assertThat(refusal.path("id").isNull()).isTrue();
    say("   ");

    greet();
  }

  @Test
  void lineOverTheLimit_isRefusedAndTheNextMessagePasses() throws IOException {
    var chunk = new byte[1 << 20];
    Arrays.fill(chunk, (byte) 'x');
    for (var i = 0; i < 17; i++) {
      client.write(chunk);
    }
    say("");

    var refusal = answer();
    assertThat(refusal.path("error").path("code").asInt()).isEqualTo(-32600);
    assertThat(refusal.path("error").path("message").asString()).contains("16777216");
    greet();
  }

  @Test
  void requests_runBesideEachOther() throws IOException {
    greet();
    say(request(1, "wait_for_second"));
    say(request(2, "second"));

    assertThat(List.of(answer().path("id").asInt(), answer().path("id").asInt()))
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void gatewayGone_requestIsAnsweredWithTheReason() throws IOException {
    greet();
    gateway.close();
    say(request(5, "ping"));

    var failure = answer();
    assertThat(failure.path("id").asInt()).isEqualTo(5);
    assertThat(failure.path("error").path("message").asString())
        .contains("no gateway can be started");
    assertThat(renewed).contains(gateway.url());
  }

  @Test
  void gatewayMoved_sessionGoesOnThere() throws IOException {
    greet();
    try (var other = new FakeGateway()) {
      next = other.url();
      gateway.close();
      say(request(5, "ping"));

      assertThat(answer().path("result").path("method").asString()).isEqualTo("ping");
      assertThat(other.await("ping").session()).isEqualTo("s-1");
      client.close();
      assertThat(other.await("DELETE").session()).isEqualTo("s-1");
    }
  }

  @Test
  void gatewayAnswersNonsense_requestIsAnsweredWithAnError() throws IOException {
    greet();
    for (var method : List.of("broken", "html", "refused")) {
      say(request(3, method));
      var failure = answer();
      assertThat(failure.path("id").asInt()).as(method).isEqualTo(3);
      assertThat(failure.has("error")).as(method).isTrue();
    }
  }

  @Test
  void cancelledRequest_endsWithoutAnAnswer() throws IOException {
    greet();
    say(request(4, "hold"));
    gateway.await("hold");
    say(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":4}}");
    gateway.await("notifications/cancelled");
    gateway.close();

    say(request(6, "ping"));
    assertThat(answer().path("id").asInt()).isEqualTo(6);
  }

  @Test
  void endOfInput_endsTheSessionWithinThreeSeconds() throws IOException, InterruptedException {
    greet();
    say(request(4, "hold"));
    gateway.await("hold");
    client.close();

    assertThat(running.join(Duration.ofSeconds(3))).isTrue();
    assertThat(gateway.await("DELETE").session()).isEqualTo("s-1");
  }

  @Test
  void endOfInput_lateAnswerStillPasses() throws IOException, InterruptedException {
    greet();
    say(request(4, "hold"));
    assertThat(gateway.held.await(10, TimeUnit.SECONDS)).isTrue();
    client.close();
    gateway.release.countDown();

    assertThat(answer().path("result").path("late").asBoolean()).isTrue();
  }

  private static String call(int id, String tool) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\"}}"
        .formatted(id, tool);
  }

  @ParameterizedTest
  @ValueSource(strings = {"find_tool", "read_page"})
  void gatewayEndsUnderACallThatMayBeRepeated_theNextOneAnswersIt(String tool) throws IOException {
    greet();
    try (var other = new FakeGateway()) {
      next = other.url();
      gateway.holdCalls = true;
      say(call(5, tool));
      gateway.await("tools/call");
      gateway.close();

      assertThat(answer().path("error").path("message").asString()).isEqualTo("name is missing");
      assertThat(other.await("tools/call").session()).isEqualTo("s-1");
    }
  }

  @Test
  void gatewayEndsUnderAnotherCall_theClientIsToldThatNobodyKnows() throws IOException {
    greet();
    try (var other = new FakeGateway()) {
      next = other.url();
      gateway.holdCalls = true;
      say(call(5, "send_mail"));
      gateway.await("tools/call");
      gateway.close();

      var result = answer().path("result");
      assertThat(result.path("isError").asBoolean()).isTrue();
      assertThat(Json.text(result)).contains("outcome of the call is unknown");
      say(request(6, "ping"));
      assertThat(answer().path("id").asInt()).isEqualTo(6);
      assertThat(other.seen).noneMatch(seen -> seen.method().equals("tools/call"));
    }
  }

  @Test
  void callCancelledDuringATakeover_isNotSentToTheNextGateway()
      throws IOException, InterruptedException {
    greet();
    try (var other = new FakeGateway()) {
      next = other.url();
      mayRenew = new CountDownLatch(1);
      gateway.close();
      say(call(5, "send_mail"));
      say(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}");
      say("garbage, answered once the lines before it are read");
      assertThat(answer().path("error").path("code").asInt()).isEqualTo(-32700);
      mayRenew.countDown();
      client.close();

      assertThat(running.join(Duration.ofSeconds(10))).isTrue();
      assertThat(other.seen)
          .anyMatch(seen -> seen.method().equals("notifications/cancelled"))
          .noneMatch(seen -> seen.method().equals("tools/call"));
    }
  }
}
