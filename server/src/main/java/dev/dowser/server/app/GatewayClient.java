package dev.dowser.server.app;

import dev.dowser.config.ServerSettings;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.http.FindWish;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.text.PlainText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A small MCP client of a running gateway for the command line; one session, one thread. */
final class GatewayClient implements OpenGateway {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayClient.class);
  private static final Duration END = Duration.ofSeconds(2);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final Optional<String> token;
  private URI url;
  private Optional<String> virtualServer = Optional.empty();
  private String session = "";
  private int lastId;

  private GatewayClient(URI url, Optional<String> token) {
    this.url = url;
    this.token = token;
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  }

  /** Connects and initializes. */
  static GatewayClient open(URI url) {
    return open(url, Optional.empty());
  }

  /**
   * Connects and initializes.
   *
   * @param token for what only operators may ask
   */
  static GatewayClient open(URI url, Optional<String> token) {
    return open(url, token, Optional.empty());
  }

  /**
   * Connects and initializes.
   *
   * @param token for what only operators may ask
   * @param virtualServer which of the gateway's is asked; empty for the one at the address
   * @throws CommandFailed if there is none of this name, or no gateway
   */
  static GatewayClient open(URI url, Optional<String> token, Optional<String> virtualServer) {
    var client = new GatewayClient(url, token);
    var greeted = false;
    try {
      virtualServer.ifPresent(client::turnTo);
      client.greet();
      greeted = true;
      return client;
    } finally {
      if (!greeted) {
        client.close();
      }
    }
  }

  /** Asks this virtual server from now on. */
  private void turnTo(String name) {
    var all = status().path("virtualServers").valueStream().toList();
    var path =
        all.stream()
            .filter(one -> one.path("name").asString("").equals(name))
            .map(one -> one.path("path").asString(""))
            .findFirst()
            .orElseThrow(() ->
                new CommandFailed(
                    "no virtual server of the gateway at %s is called %s; there are: %s"
                        .formatted(
                            url,
                            name,
                            all.stream()
                                .map(one -> PlainText.line(one.path("name").asString("")))
                                .collect(Collectors.joining(", ")))));
    url = url.resolve(path);
    virtualServer = Optional.of(name);
  }

  private void greet() {
    var _ = request("initialize", OpenGateway.greeting(), _ -> {});
    var _ =
        send(
            Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized"),
            _ -> {});
  }

  @Override
  public JsonNode status() {
    return admin("/status", Optional.empty(), token);
  }

  @Override
  public JsonNode catalog() {
    var which = asked().map(name -> "?virtualServer=" + encoded(name)).orElse("");
    return admin("/admin/catalog" + which, Optional.empty(), token);
  }

  @Override
  public JsonNode find(FindWish wish) {
    var path =
        new StringBuilder("/admin/find?explain=" + wish.explain() + "&limit=" + wish.limit());
    wish.needs().forEach(need -> path.append("&q=").append(encoded(need)));
    wish.server().ifPresent(server -> path.append("&server=").append(encoded(server.value())));
    asked().ifPresent(name -> path.append("&virtualServer=").append(encoded(name)));
    return admin(path.toString(), Optional.empty(), token);
  }

  /** The virtual server that is asked, also where only the address says which. */
  private Optional<String> asked() {
    if (virtualServer.isPresent() || url.getPath().equals(ServerSettings.defaults().path())) {
      return virtualServer;
    }
    return status()
        .path("virtualServers")
        .valueStream()
        .filter(one -> one.path("path").asString("").equals(url.getPath()))
        .map(one -> one.path("name").asString(""))
        .findFirst();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public JsonNode reindex(Optional<String> backend, boolean full) {
    var body = Json.object().put("full", full);
    backend.ifPresent(name -> body.put("backend", name));
    virtualServer.ifPresent(name -> body.put("virtualServer", name));
    return admin("/admin/reindex", Optional.of(body), token);
  }

  /** GETs or POSTs an operator's path of the gateway, such as {@code /admin/catalog}. */
  JsonNode admin(String path, Optional<ObjectNode> body, Optional<String> token) {
    var builder = HttpRequest.newBuilder(url.resolve(path));
    token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
    body.ifPresent(json ->
        builder
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.bytes(json))));
    var response = exchange(builder.build());
    try (var stream = response.body()) {
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      if (response.statusCode() != 200) {
        throw new CommandFailed(path + " answered " + response.statusCode() + ": " + reason(text));
      }
      return parsed(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException fault) {
      throw new CommandFailed("the gateway's answer broke off: " + fault, fault);
    }
  }

  /** What a gateway says of it; the whole text of what is none. */
  private static String reason(String answer) {
    try {
      return PlainText.line(Json.parse(answer).path("error").asString(answer));
    } catch (JacksonException notJson) {
      LOG.debug("the refusal is not JSON", notJson);
      return PlainText.line(answer);
    }
  }

  @Override
  public ObjectNode request(
      String method, ObjectNode params, Consumer<RpcMessage.Notification> heard) {
    var id = ++lastId;
    var message = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
    message.set("params", params);
    return send(message, heard)
        .orElseThrow(() -> new CommandFailed("the gateway gave no answer to " + method));
  }

  private Optional<ObjectNode> send(ObjectNode message, Consumer<RpcMessage.Notification> heard) {
    var builder =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofByteArray(Json.bytes(message)));
    if (!session.isEmpty()) {
      builder.header("Mcp-Session-Id", session).header("MCP-Protocol-Version", REVISION);
    }
    var response = exchange(builder.build());
    response.headers().firstValue("Mcp-Session-Id").ifPresent(id -> session = id);
    return read(response, heard);
  }

  private HttpResponse<InputStream> exchange(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpConnectTimeoutException refused) {
      throw new CommandFailed(
          "no gateway answers at "
              + url
              + "; start one with dowser serve, or give --url (find, call and tools also ask alone, with --config FILE)",
          refused);
    } catch (IOException fault) {
      throw new CommandFailed("the gateway at " + url + " did not answer: " + fault, fault);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", stop);
    }
  }

  private Optional<ObjectNode> read(
      HttpResponse<InputStream> response, Consumer<RpcMessage.Notification> heard) {
    try (var body = response.body()) {
      var type = response.headers().firstValue("Content-Type").orElse("");
      if (response.statusCode() == 202) {
        return Optional.empty();
      }
      return type.startsWith("text/event-stream")
          ? readEvents(body, heard)
          : OpenGateway.result(message(body.readAllBytes(), response.statusCode()));
    } catch (IOException fault) {
      throw new CommandFailed("the gateway's answer broke off: " + fault, fault);
    }
  }

  private RpcMessage message(byte[] body, int status) {
    try {
      return RpcMessage.read(parsed(body));
    } catch (GatewayException notAMessage) {
      throw noGateway("HTTP " + status + " without an MCP message", notAMessage);
    }
  }

  private JsonNode parsed(byte[] body) {
    try {
      return Json.parse(body);
    } catch (JacksonException notJson) {
      throw noGateway("something that is not JSON", notJson);
    }
  }

  private CommandFailed noGateway(String came, Exception cause) {
    return new CommandFailed(
        "expected a Dowser gateway at %s, but it answered %s".formatted(url, came), cause);
  }

  private static Optional<ObjectNode> readEvents(
      InputStream body, Consumer<RpcMessage.Notification> heard) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:") && line.length() > 6) {
        switch (RpcMessage.read(Json.parse(line.substring(5)))) {
          case RpcMessage.Notification said -> heard.accept(said);
          case RpcMessage.Request _ -> {}
          case RpcMessage end -> {
            return OpenGateway.result(end);
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Ends the session. A gateway that is gone or forgot it is no fault: what was asked is answered.
   */
  @Override
  public void close() {
    try {
      if (!session.isEmpty()) {
        http.send(
            HttpRequest.newBuilder(url)
                .timeout(END)
                .header("Mcp-Session-Id", session)
                .DELETE()
                .build(),
            BodyHandlers.discarding());
      }
    } catch (IOException gone) {
      LOG.debug("the session was not ended: {}", gone.toString());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      http.shutdownNow();
    }
  }
}
