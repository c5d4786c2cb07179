package dev.dowser.models.remote.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dowser.models.embedding.testing.FixedEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An embedding server of both kinds on 127.0.0.1: {@code /info} and {@code /embed} as TEI has them,
 * {@code /v1/embeddings} as OpenAI does, its items in reverse order. Vectors are those of {@link
 * FixedEmbedder}. Remembers what it was asked. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String INFO =
      """
      {"model_id": "acme/small", "model_sha": "abc", "max_client_batch_size": 4, \
      "model_type": {"embedding": {"pooling": "cls"}}, "max_input_length": 512}\
      """;

  private final FixedEmbedder embedder = new FixedEmbedder();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
  private volatile Function<String, float[]> model = this::fixed;
  private volatile Answer info = new Answer(200, INFO);
  private volatile boolean told;
  private volatile Answer always = new Answer(500, "{}");
  private HttpServer http;

  /**
   * What came.
   *
   * @param authorization header, empty if there was none
   */
  public record Asked(String path, String authorization, String body) {
    /** The texts of the request. */
    public List<String> texts() {
      var json = MAPPER.readTree(body);
      return (json.has("inputs") ? json.path("inputs") : json.path("input"))
          .valueStream()
          .map(JsonNode::stringValue)
          .toList();
    }
  }

  /** What goes back. */
  public record Answer(int status, String body, Map<String, String> headers) {
    /** Without headers of its own. */
    public Answer(int status, String body) {
      this(status, body, Map.of());
    }
  }

  /** Starts on a free port. */
  public ScriptedServer() {
    http = started(0);
  }

  private HttpServer started(int port) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::handle);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its root. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** All requests so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Texts of all requests but the first of each, which is the anchor. */
  public List<String> embedded() {
    return asked.stream()
        .filter(one -> !one.body().isEmpty())
        .flatMap(one -> one.texts().stream().skip(1))
        .toList();
  }

  /** The next requests for vectors get these, one each. */
  public void answerNext(Answer... answers) {
    next.addAll(List.of(answers));
  }

  /** All requests for vectors get this from now on. */
  public void answerAlways(Answer answer) {
    always = answer;
    told = true;
  }

  /** Ends {@link #answerAlways}. */
  public void recover() {
    told = false;
  }

  /** What {@code /info} says. */
  public void setInfo(Answer answer) {
    info = answer;
  }

  /** Another model under the same name. */
  public void setModel(Function<String, float[]> vectors) {
    model = vectors;
  }

  /** The vector that the first model has. */
  public float[] fixed(String text) {
    return embedder.embedQuery(text).values().clone();
  }

  /** Ends it; its port stays known. */
  public void stop() {
    http.stop(0);
  }

  /** Starts it again where it was. */
  public void restart() {
    http = started(http.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var request = new Asked(path, authorization == null ? "" : authorization, body);
    asked.add(request);
    send(exchange, answer(request));
  }

  private Answer answer(Asked request) {
    var scripted = next.peek();
    return switch (request.path()) {
      case "/info" -> info;
      case "/embed", "/v1/embeddings" -> {
        if (told) {
          yield always;
        }
        yield scripted != null ? next.remove() : vectors(request);
      }
      default -> new Answer(404, "not here");
    };
  }

  private Answer vectors(Asked request) {
    var vectors = request.texts().stream().map(model).toList();
    return new Answer(200, request.path().equals("/embed") ? tei(vectors) : openAi(vectors));
  }

  /** As TEI writes vectors. */
  public static String tei(List<float[]> vectors) {
    return vectors.stream().map(ScriptedServer::array).collect(Collectors.joining(",", "[", "]"));
  }

  private static String openAi(List<float[]> vectors) {
    var root = JsonNodeFactory.instance.objectNode();
    var data = root.putArray("data");
    for (int i = vectors.size() - 1; i >= 0; i--) {
      data.addObject().put("index", i).set("embedding", MAPPER.readTree(array(vectors.get(i))));
    }
    return root.toString();
  }

  private static String array(float[] vector) {
    var array = JsonNodeFactory.instance.arrayNode();
    for (float value : vector) {
      array.add(value);
    }
    return array.toString();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      var bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
