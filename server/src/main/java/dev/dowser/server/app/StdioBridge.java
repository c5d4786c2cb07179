package dev.dowser.server.app;

import dev.dowser.server.backend.mcp.LineReader;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcError;
import dev.dowser.server.rpc.RpcMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One MCP session over stdio, relayed to the HTTP endpoint of the gateway that owns the data
 * folder. Messages pass as they are; only the session header and the revision header are the
 * bridge's. If the owner is gone, {@link StdioEndpoint#renew} finds or becomes the next one;
 * sessions are signed with a key in the data folder, so the session goes on there, and requests
 * that were under way are sent again where {@link Repetition} allows it.
 */
final class StdioBridge {
  private static final Logger LOG = LoggerFactory.getLogger(StdioBridge.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LISTEN_AGAIN = Duration.ofSeconds(1);
  private static final Duration LAST_ANSWERS = Duration.ofMillis(1_500);
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private static final int ATTEMPTS = 3;
  private static final String EVENTS = "text/event-stream";

  /** As for a backend's line; the gateway has its own limit for requests. */
  private static final int MAX_LINE_BYTES = 16 << 20;

  private final StdioEndpoint endpoint;
  private final InputStream in;
  private final OutputStream out;
  private final ReentrantLock writing = new ReentrantLock();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<JsonNode> unanswered = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean listening = new AtomicBoolean();
  private CountDownLatch greeted = new CountDownLatch(0);
  private volatile String session = "";
  private volatile String revision = "";

  StdioBridge(StdioEndpoint endpoint, InputStream in, OutputStream out) {
    this.endpoint = endpoint;
    this.in = in;
    this.out = out;
  }

  /** Relays until the client closes its side, then ends the session. */
  void run() {
    try {
      new LineReader(MAX_LINE_BYTES, new Lines()).read(in);
    } catch (IOException fault) {
      LOG.warn("the client's side of the pipe broke: {}", fault.toString());
    } finally {
      end();
    }
  }

  /** What the client writes. */
  private final class Lines implements LineReader.Sink {
    @Override
    public void line(byte[] line) {
      if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
        accept(line);
      }
    }

    @Override
    public void tooLong(byte[] head, byte[] tail, long length) {
      write(
          failure(
              JsonNodeFactory.instance.nullNode(),
              ErrorCode.BAD_REQUEST,
              "a message may have %d bytes, got %d".formatted(MAX_LINE_BYTES, length)));
    }
  }

  private void accept(byte[] line) {
    JsonNode json;
    try {
      json = Json.parse(line);
    } catch (JacksonException fault) {
      write(
          failure(
              JsonNodeFactory.instance.nullNode(), ErrorCode.NOT_JSON, fault.getOriginalMessage()));
      return;
    }
    var message = read(json);
    var before = greeted;
    switch (message) {
      case RpcMessage.Request(var id, var method, _) -> {
        unanswered.add(id);
        if (method.equals("initialize")) {
          var done = new CountDownLatch(1);
          greeted = done;
          requests.execute(() -> relayAfter(before, json, message, done::countDown));
          return;
        }
      }
      case RpcMessage.Notification(var method, var params)
          when method.equals("notifications/cancelled") ->
          unanswered.remove(params.path("requestId"));
      case null, default -> {}
    }
    requests.execute(() -> relayAfter(before, json, message, () -> {}));
  }

  /** A session's messages wait for its handshake; the reader of the input never waits. */
  private void relayAfter(
      CountDownLatch before, JsonNode json, @Nullable RpcMessage message, Runnable done) {
    try {
      before.await();
      relay(json, message);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      done.run();
    }
  }

  private static @Nullable RpcMessage read(JsonNode json) {
    try {
      return RpcMessage.read(json);
    } catch (GatewayException notAMessage) {
      LOG.debug("left to the gateway to refuse: {}", notAMessage.getMessage());
      return null;
    }
  }

  private void relay(JsonNode json, @Nullable RpcMessage message) throws InterruptedException {
    var reason = "the gateway ended without an answer";
    try {
      reason = "the gateway answered HTTP " + relayed(json, message) + " without a message";
    } catch (IOException | RuntimeException fault) {
      LOG.warn("relaying failed: {}", text(fault));
      reason = "the gateway did not answer: " + text(fault);
    }
    if (message instanceof RpcMessage.Request(var id, var method, _)) {
      if (unanswered.remove(id)) {
        write(failure(id, ErrorCode.INTERNAL, reason));
      } else if (method.equals("initialize") && !session.isEmpty() && !listening.getAndSet(true)) {
        Thread.startVirtualThread(this::listen);
      }
    }
  }

  /** Relays, and again where the gateway ended under it; answers the HTTP status. */
  private int relayed(JsonNode json, @Nullable RpcMessage message)
      throws IOException, InterruptedException {
    var url = endpoint.url();
    for (var attempt = 1; attempt < ATTEMPTS && !isWithdrawn(message); attempt++) {
      try {
        var response = send(url, json);
        pass(response, message);
        if (!isOpen(message) || !type(response).startsWith(EVENTS)) {
          return response.statusCode();
        }
      } catch (ConnectException neverReached) {
        url = endpoint.renew(url);
        continue;
      } catch (IOException cut) {
        LOG.debug("the gateway at {} ended under a request: {}", url, cut.toString());
        if (!isOpen(message)) {
          throw cut;
        }
      }
      url = endpoint.renewAfterCut(url);
      if (!mayRepeat(url, message)) {
        return 0;
      }
    }
    if (isWithdrawn(message)) {
      return 0;
    }
    var response = send(url, json);
    pass(response, message);
    return response.statusCode();
  }

  /** A request that the client cancelled must not run, least of all at the next gateway. */
  private boolean isWithdrawn(@Nullable RpcMessage message) {
    return message instanceof RpcMessage.Request && !isOpen(message);
  }

  private boolean isOpen(@Nullable RpcMessage message) {
    return message instanceof RpcMessage.Request(var id, _, _) && unanswered.contains(id);
  }

  /** Says so to the client if not. */
  private boolean mayRepeat(URI url, @Nullable RpcMessage message) {
    if (!(message instanceof RpcMessage.Request request)) {
      return false;
    }
    var allowed = new Repetition(tool -> endpoint.isRepeatable(url, tool)).isAllowed(request);
    LOG.info("the gateway ended under {}; sent again: {}", request.method(), allowed);
    if (!allowed && unanswered.remove(request.id())) {
      write(Repetition.outcomeUnknown(request.id()));
    }
    return allowed;
  }

  /** Without the name of the exception where it says something itself. */
  private static String text(Exception fault) {
    return fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
  }

  private HttpResponse<InputStream> send(URI url, JsonNode message)
      throws IOException, InterruptedException {
    var request =
        request(url)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofByteArray(Json.bytes(message)))
            .build();
    return http.send(request, BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(URI url) {
    var builder = HttpRequest.newBuilder(url);
    if (!session.isEmpty()) {
      builder.header("Mcp-Session-Id", session);
    }
    if (!revision.isEmpty()) {
      builder.header("MCP-Protocol-Version", revision);
    }
    return builder;
  }

  private void pass(HttpResponse<InputStream> response, @Nullable RpcMessage asked)
      throws IOException {
    response.headers().firstValue("Mcp-Session-Id").ifPresent(id -> session = id);
    try (var body = response.body()) {
      if (type(response).startsWith(EVENTS)) {
        passEvents(body);
        return;
      }
      var bytes = body.readAllBytes();
      if (bytes.length > 0 && type(response).startsWith("application/json")) {
        answer(Json.parse(bytes), asked);
      }
    }
  }

  /** A refusal that names no id belongs to what was asked; a notification has no answer. */
  private void answer(JsonNode json, @Nullable RpcMessage asked) {
    switch (asked) {
      case RpcMessage.Request(var id, _, _) -> {
        if (json instanceof ObjectNode failed && failed.has("error") && !failed.hasNonNull("id")) {
          failed.set("id", id);
        }
        noteRevision(json);
        passOn(json);
      }
      case null -> passOn(json);
      case RpcMessage _ -> LOG.warn("the gateway refused what needs no answer: {}", json);
    }
  }

  private void passOn(JsonNode message) {
    if (!message.has("method")) {
      unanswered.remove(message.path("id"));
    }
    write(message);
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private void noteRevision(JsonNode answer) {
    var negotiated = answer.path("result").path("protocolVersion").asString("");
    if (revision.isEmpty() && !negotiated.isEmpty()) {
      revision = negotiated;
    }
  }

  private void passEvents(InputStream body) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:") && line.length() > "data: ".length()) {
        var message = Json.parse(line.substring("data:".length()));
        noteRevision(message);
        passOn(message);
      }
    }
  }

  /** Passes on what the gateway says outside of any request, over a new stream when one ends. */
  private void listen() {
    try {
      while (listenOnce() && !ended.await(LISTEN_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("listening again");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers whether it makes sense to listen again. */
  private boolean listenOnce() throws InterruptedException {
    var url = endpoint.url();
    var get = request(url).header("Accept", EVENTS).GET().build();
    try {
      var response = http.send(get, BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() == 200) {
          passEvents(body);
        }
      }
      return response.statusCode() != 404 && response.statusCode() != 405;
    } catch (ConnectException gone) {
      takeOver(url);
      return true;
    } catch (IOException | JacksonException ended) {
      LOG.debug("the gateway's stream ended: {}", ended.toString());
      return true;
    }
  }

  /** Without waiting for the client to ask: it wants to hear of changes. */
  private void takeOver(URI gone) {
    try {
      if (ended.getCount() > 0) {
        endpoint.renew(gone);
      }
    } catch (RuntimeException fault) {
      LOG.warn("no gateway: {}", text(fault));
    }
  }

  private static ObjectNode failure(JsonNode id, ErrorCode code, String message) {
    return new RpcMessage.Failed(id, new RpcError(code.rpcCode(), message, null)).toJson();
  }

  private void write(JsonNode message) {
    writing.lock();
    try {
      out.write(Json.bytes(message));
      out.write('\n');
      out.flush();
    } catch (IOException closed) {
      LOG.debug("the client no longer reads: {}", closed.toString());
    } finally {
      writing.unlock();
    }
  }

  private void end() {
    ended.countDown();
    requests.shutdown();
    try {
      if (!requests.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
        requests.shutdownNow();
      }
      if (!session.isEmpty()) {
        http.send(
            request(endpoint.url()).timeout(LAST_WORD).DELETE().build(), BodyHandlers.discarding());
      }
    } catch (IOException gone) {
      LOG.debug("the session could not be ended: {}", gone.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      http.shutdownNow();
    }
  }
}
