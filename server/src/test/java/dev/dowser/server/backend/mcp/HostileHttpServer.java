package dev.dowser.server.backend.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The fake backend over streamable HTTP, on a free port of the loopback address. */
final class HostileHttpServer implements AutoCloseable {
  /** The default of 50 breaks some of the connections that tests open at the same time. */
  private static final int CONNECTIONS_AT_ONCE = 1024;

  private final HostileScript script = new HostileScript("2025-06-18");
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final boolean alwaysEvents;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<HttpExchange> listeners = new CopyOnWriteArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger greetings = new AtomicInteger();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final CountDownLatch listening = new CountDownLatch(1);
  private volatile String sessionId = "none";
  private volatile Optional<Refusal> refusal = Optional.empty();
  private volatile boolean forgetful;
  private volatile boolean announces = true;

  /** A fixed answer to every POST. */
  record Refusal(int status, String type, String body) {}

  HostileHttpServer(boolean alwaysEvents) {
    this.alwaysEvents = alwaysEvents;
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      server = HttpServer.create(address, CONNECTIONS_AT_ONCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/mcp", this::handle);
    server.createContext("/moved", exchange -> redirect(exchange, 307, "/mcp"));
    server.createContext("/found", exchange -> redirect(exchange, 302, "/mcp"));
    server.createContext("/away", exchange -> redirect(exchange, 308, "http://localhost:1/mcp"));
    server.createContext("/circle", exchange -> redirect(exchange, 307, "/circle"));
    server.setExecutor(executor);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
  }

  /** Forgets the session, as a restart does. */
  void forget() {
    sessionId = "forgotten";
  }

  void forgetAlways() {
    forgetful = true;
  }

  void refuse(int status, String type, String body) {
    refusal = Optional.of(new Refusal(status, type, body));
  }

  void answerAgain() {
    refusal = Optional.empty();
  }

  void offerNoStream() {
    announces = false;
  }

  int greetings() {
    return greetings.get();
  }

  int abandoned() {
    return abandoned.get();
  }

  /** Method, session, revision, X-Key and last event id of each request. */
  List<String> seen() {
    return seen;
  }

  boolean awaitListener() throws InterruptedException {
    return listening.await(5, TimeUnit.SECONDS);
  }

  void announce() throws IOException {
    for (var each : listeners) {
      event(each, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
    }
  }

  private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    seen.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            String.valueOf(headers.getFirst("Mcp-Session-Id")),
            String.valueOf(headers.getFirst("MCP-Protocol-Version")),
            String.valueOf(headers.getFirst("X-Key")),
            String.valueOf(headers.getFirst("Last-Event-ID"))));
    switch (exchange.getRequestMethod()) {
      case "POST" -> post(exchange);
      case "GET" -> get(exchange);
      default -> answer(exchange, 200, "text/plain", "");
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    var last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    if (last != null && last.startsWith("resume-")) {
      begin(exchange);
      event(exchange, HostileScript.text(last.substring(7), "resumed"));
      exchange.close();
    } else if (announces) {
      begin(exchange);
      exchange.getResponseBody().write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      listeners.add(exchange);
      listening.countDown();
    } else {
      listening.countDown();
      answer(exchange, 405, "text/plain", "");
    }
  }

  private void post(HttpExchange exchange) throws IOException {
    var message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var fixed = refusal;
    if (fixed.isPresent()) {
      answer(exchange, fixed.get().status(), fixed.get().type(), fixed.get().body());
    } else if (HostileScript.isInitialize(message)) {
      sessionId = "session-" + greetings.incrementAndGet();
      exchange.getResponseHeaders().set("Mcp-Session-Id", sessionId);
      reply(exchange, message);
    } else if (!sessionId.equals(exchange.getRequestHeaders().getFirst("Mcp-Session-Id"))
        || (forgetful && HostileScript.isRequest(message))) {
      answer(exchange, 404, "application/json", "{\"jsonrpc\":\"2.0\",\"id\":null}");
    } else if (HostileScript.isRequest(message)) {
      reply(exchange, message);
    } else {
      script.accept(message, new Collected());
      answer(exchange, 202, "text/plain", "");
    }
  }

  private void reply(HttpExchange exchange, String message) throws IOException {
    if (message.contains("\"resumable\"")) {
      var id = HostileScript.id(message);
      begin(exchange);
      write(exchange, "id: resume-" + id + "\nretry: 10\ndata:\n\n");
      exchange.close();
      return;
    }
    if (message.contains("s_rest\"")) {
      begin(exchange);
      write(exchange, "id: lost-1\ndata:\n\n");
      exchange.close();
      if (message.contains("\"loses_rest\"")) {
        Thread.ofVirtual().start(this::close);
      }
      return;
    }
    if (alwaysEvents || message.contains("slow_progress") || message.contains("\"hang\"")) {
      begin(exchange);
      var live = new Live(exchange);
      script.accept(message, live);
      finish(exchange, live.count > 0);
      return;
    }
    var collected = new Collected();
    script.accept(message, collected);
    if (collected.died) {
      exchange.close();
    } else if (collected.messages.size() == 1) {
      answer(exchange, 200, "application/json; charset=utf-8", collected.messages.getFirst());
    } else {
      begin(exchange);
      for (var each : collected.messages) {
        event(exchange, each);
      }
      finish(exchange, !collected.messages.isEmpty());
    }
  }

  private void finish(HttpExchange exchange, boolean answered) throws IOException {
    if (answered) {
      exchange.close();
      return;
    }
    try {
      while (!stopped.await(100, TimeUnit.MILLISECONDS)) {
        write(exchange, ": still here\r\n\r\n");
      }
    } catch (IOException _) {
      abandoned.incrementAndGet();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static void begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
  }

  private static void event(HttpExchange exchange, String data) throws IOException {
    write(exchange, "event: message\r\ndata: " + data + "\r\n\r\n");
  }

  private static void write(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    stopped.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  /** Takes what the script sends, to be sent in one go. */
  private static final class Collected implements HostileScript.Out {
    private final List<String> messages = new ArrayList<>();
    private boolean died;

    @Override
    public void send(String message) {
      messages.add(message);
    }

    @Override
    public void babble(String text) {
      messages.add(text);
    }

    @Override
    public void die() {
      died = true;
    }
  }

  /** Sends at once what the script sends. */
  private static final class Live implements HostileScript.Out {
    private final HttpExchange exchange;
    private int count;

    Live(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void send(String message) {
      count++;
      try {
        event(exchange, message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void babble(String text) {
      send(text);
    }

    @Override
    public void die() {
      count++;
      try {
        write(exchange, "data: {\"jsonrpc\":\"2.0\",\"res");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
