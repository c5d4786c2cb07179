package dev.dowser.server.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** An MCP endpoint whose methods say how they are answered; remembers what came. */
final class FakeGateway implements AutoCloseable {
  /** One request. */
  record Seen(String verb, String session, String revision, String method) {}

  final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  final BlockingQueue<String> pushed = new LinkedBlockingQueue<>();
  final CountDownLatch held = new CountDownLatch(1);
  final CountDownLatch release = new CountDownLatch(1);
  volatile boolean holdCalls;
  final CountDownLatch second = new CountDownLatch(1);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  FakeGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/mcp", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mcp");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var message = body.length == 0 ? Json.object() : Json.parse(body);
      var method = message.path("method").asString("");
      seen.add(
          new Seen(
              exchange.getRequestMethod(),
              header(exchange, "Mcp-Session-Id"),
              header(exchange, "MCP-Protocol-Version"),
              method));
      switch (exchange.getRequestMethod()) {
        case "GET" -> stream(exchange);
        case "DELETE" -> answer(exchange, 200, "text/plain", "");
        default -> post(exchange, method, message);
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private void post(HttpExchange exchange, String method, JsonNode message) throws IOException {
    var id = Json.text(message.path("id"));
    switch (method) {
      case "initialize" -> {
        exchange.getResponseHeaders().set("Mcp-Session-Id", "s-1");
        json(exchange, result(id, "{\"protocolVersion\":\"2025-11-25\"}"));
      }
      case "events" ->
          answer(
              exchange,
              200,
              "text/event-stream",
              ": hello\n\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}\n\n"
                  + "data: "
                  + result(id, "{\"by\":\"event\"}")
                  + "\n\n");
      case "broken" -> json(exchange, "{\"jsonrpc\"");
      case "html" -> answer(exchange, 502, "text/html", "<p>no</p>");
      case "refused" ->
          answer(
              exchange,
              404,
              "application/json",
              "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"session ended\"}}");
      case "hold" -> {
        held.countDown();
        await(release);
        json(exchange, result(id, "{\"late\":true}"));
      }
      case "wait_for_second" -> {
        await(second);
        json(exchange, result(id, "{\"n\":1}"));
      }
      case "second" -> {
        second.countDown();
        json(exchange, result(id, "{\"n\":2}"));
      }
      case "tools/call" -> {
        if (holdCalls) {
          await(release);
        }
        json(
            exchange,
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":-32602,\"message\":\"name is missing\"}}"
                .formatted(id));
      }
      default -> {
        if (message.has("id")) {
          json(exchange, result(id, "{\"method\":\"" + method + "\"}"));
        } else {
          exchange.sendResponseHeaders(202, -1);
        }
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      var _ = latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String result(String id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    answer(exchange, 200, "application/json", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try {
      var out = exchange.getResponseBody();
      out.flush();
      while (!Thread.currentThread().isInterrupted()) {
        out.write(("data: " + pushed.take() + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a request with this verb or method came. */
  Seen await(String verbOrMethod) {
    try {
      for (var next = seen.poll(10, TimeUnit.SECONDS);
          next != null;
          next = seen.poll(10, TimeUnit.SECONDS)) {
        if (next.verb().equals(verbOrMethod) || next.method().equals(verbOrMethod)) {
          return next;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new UncheckedIOException(new IOException("nothing came for " + verbOrMethod));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
