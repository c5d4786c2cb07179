package dev.dowser.server.backend.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** The fake backend over HTTP with SSE, on a free port of the loopback address. */
final class HostileSseServer implements AutoCloseable {
  private static final int CONNECTIONS_AT_ONCE = 1024;

  private final HostileScript script = new HostileScript("2025-06-18");
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentMap<String, Stream> streams = new ConcurrentHashMap<>();
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<String> beginning = HostileSseServer::endpoint;
  private volatile int getStatus = 200;
  private volatile int postStatus = 202;
  private volatile int wrongMethodStatus = 405;
  private volatile String type = "text/event-stream; charset=utf-8";

  HostileSseServer() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      server = HttpServer.create(address, CONNECTIONS_AT_ONCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/sse", this::get);
    server.createContext("/messages", this::post);
    server.createContext("/moved", exchange -> redirect(exchange, "/sse"));
    server.createContext("/away", exchange -> redirect(exchange, "http://localhost:1/sse"));
    server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
    server.setExecutor(executor);
    server.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  URI uri() {
    return uri("/sse?tenant=a");
  }

  /** What the stream says at first, made from the address for messages. */
  void begin(UnaryOperator<String> text) {
    beginning = text;
  }

  /** The usual first event. */
  static String endpoint(String address) {
    return "event: endpoint\r\ndata: " + address + "\r\n\r\n";
  }

  void answerGet(int status, String contentType) {
    getStatus = status;
    type = contentType;
  }

  void answerPost(int status) {
    postStatus = status;
  }

  void answerWrongMethod(int status) {
    wrongMethodStatus = status;
  }

  /** Method, address and X-Key of each request. */
  List<String> seen() {
    return seen;
  }

  /** Streams that clients let go of. */
  int ended() {
    return ended.get();
  }

  /** Writes to all streams. */
  void write(String text) {
    streams.values().forEach(stream -> stream.write(text));
  }

  /** Ends all streams, as a restart does. */
  void endStreams() {
    streams.values().forEach(stream -> stream.end.countDown());
  }

  private void note(HttpExchange exchange) {
    seen.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("X-Key"))));
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(307, -1);
    exchange.close();
  }

  private void get(HttpExchange exchange) throws IOException {
    note(exchange);
    if (!exchange.getRequestMethod().equals("GET")) {
      answer(exchange, wrongMethodStatus);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    if (getStatus != 200 || !type.startsWith("text/event-stream")) {
      answer(exchange, getStatus);
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    var id = "s" + sessions.incrementAndGet();
    var stream = new Stream(exchange);
    streams.put(id, stream);
    stream.write(beginning.apply("/messages?sessionId=" + id));
    stream.keepOpen();
  }

  private void post(HttpExchange exchange) throws IOException {
    note(exchange);
    var message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var query = String.valueOf(exchange.getRequestURI().getQuery());
    var stream = streams.get(query.substring(query.indexOf('=') + 1));
    if (postStatus != 202 && !HostileScript.isInitialize(message)) {
      answer(exchange, postStatus);
    } else if (stream == null) {
      answer(exchange, 404);
    } else {
      answer(exchange, 202);
      script.accept(message, stream);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    endStreams();
    server.stop(0);
    executor.shutdownNow();
  }

  /** One client's stream. */
  private final class Stream implements HostileScript.Out {
    private final HttpExchange exchange;
    private final CountDownLatch end = new CountDownLatch(1);

    Stream(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void send(String message) {
      write("event: message\r\ndata: " + message + "\r\n\r\n");
    }

    @Override
    public void babble(String text) {
      send(text);
    }

    @Override
    public void die() {
      write("event: message\r\ndata: {\"jsonrpc\":\"2.0\",\"res");
      end.countDown();
    }

    synchronized void write(String text) {
      try {
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      } catch (IOException _) {
        end.countDown();
      }
    }

    void keepOpen() {
      try {
        while (!end.await(100, TimeUnit.MILLISECONDS)) {
          write(": still here\r\n\r\n");
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        ended.incrementAndGet();
        exchange.close();
      }
    }
  }
}
