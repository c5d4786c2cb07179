package dev.dowser.server.backend.testing;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Connects as told: to a backend with the given tools, or not at all. Thread-safe. */
public final class ScriptedConnector implements Connector {

  /** Connects. */
  @FunctionalInterface
  public interface Script {
    /** Makes a connection or throws; may block. */
    ScriptedConnection connect(ConnectionListener listener);
  }

  private final String transport;
  private final List<ScriptedConnection> opened = new CopyOnWriteArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile Script script;

  private ScriptedConnector(String transport, Script script) {
    this.transport = transport;
    this.script = script;
  }

  /** An HTTP backend with these tools. */
  public static ScriptedConnector http(String... tools) {
    return new ScriptedConnector("streamable-http", offering(tools));
  }

  /** A process with these tools. */
  public static ScriptedConnector stdio(String... tools) {
    return new ScriptedConnector("stdio", offering(tools));
  }

  /** From now on connects otherwise. */
  public ScriptedConnector follow(Script other) {
    script = other;
    return this;
  }

  /** From now on connects to a backend with these tools. */
  public ScriptedConnector offer(String... tools) {
    return follow(offering(tools));
  }

  /** From now on fails. */
  public ScriptedConnector fail(ErrorCode code) {
    return follow(_ -> {
      throw new GatewayException(code, "scripted " + code);
    });
  }

  /** A connection that lists these tools and answers every other request with its params. */
  public static Script offering(String... tools) {
    return listener ->
        new ScriptedConnection(
            listener,
            (method, params, _) ->
                method.equals("tools/list")
                    ? new CallOutcome.Answered(list(tools))
                    : new CallOutcome.Answered(params));
  }

  /** The result of {@code tools/list} on one page. */
  public static ObjectNode list(String... tools) {
    var result = Json.object();
    var array = result.putArray("tools");
    List.of(tools).forEach(name -> array.add(tool(name)));
    return result;
  }

  /** The smallest definition. */
  public static JsonNode tool(String name) {
    return Json.parse("{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\"}}");
  }

  /** The connection opened last. */
  public ScriptedConnection last() {
    return opened.getLast();
  }

  /** All connections, oldest first. */
  public List<ScriptedConnection> opened() {
    return List.copyOf(opened);
  }

  /** How often somebody tried. */
  public int attempts() {
    return attempts.get();
  }

  @Override
  public String transport() {
    return transport;
  }

  @Override
  public Connection connect(Duration limit, ConnectionListener listener) {
    attempts.incrementAndGet();
    var connection = script.connect(listener);
    opened.add(connection);
    return connection;
  }
}
