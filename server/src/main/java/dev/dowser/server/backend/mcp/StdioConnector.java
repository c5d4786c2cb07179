package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a process and speaks MCP over its standard streams. */
public final class StdioConnector implements Connector {
  private final BackendId backend;
  private final StdioSpec spec;
  private final Map<String, String> ourEnvironment;

  /** A connector that takes what the process may inherit from our own environment. */
  public StdioConnector(BackendId backend, StdioSpec spec) {
    this(backend, spec, System.getenv());
  }

  StdioConnector(BackendId backend, StdioSpec spec, Map<String, String> ourEnvironment) {
    this.backend = backend;
    this.spec = spec;
    this.ourEnvironment = Map.copyOf(ourEnvironment);
  }

  @Override
  public String transport() {
    return "stdio";
  }

  @Override
  public Connection connect(Duration limit, ConnectionListener listener) {
    var gate = new ListenerGate(listener);
    var session = new RpcSession(backend, gate);
    var wire = new StdioWire(session, spec, startProcess());
    start(wire);
    var greeting = greet(session, wire, limit);
    var connection = new McpConnection(session, wire, () -> greeting);
    gate.open();
    return connection;
  }

  private static void start(StdioWire wire) {
    try {
      wire.start();
    } catch (RuntimeException | Error e) {
      // no thread to be had: the process must not stay behind
      wire.close();
      throw e;
    }
  }

  private static Greeting greet(RpcSession session, StdioWire wire, Duration limit) {
    try {
      var greeting = Greeting.exchange(session, wire, limit);
      var _ = wire.tell(Greeting.INITIALIZED);
      wire.look();
      return greeting;
    } catch (GatewayException e) {
      var code = wire.hasExited() ? ErrorCode.BACKEND_BROKEN : e.code();
      session.closed();
      wire.close();
      throw new GatewayException(code, e.getMessage() + wire.lastWords(), e);
    }
  }

  private Process startProcess() {
    var environment = ChildEnvironment.of(spec, ourEnvironment);
    var line = new ArrayList<>(List.of(CommandLookup.find(spec.command(), environment)));
    line.addAll(spec.args());
    var builder = new ProcessBuilder(line);
    spec.cwd()
        .ifPresent(cwd -> {
          if (!Files.isDirectory(cwd)) {
            throw new GatewayException(
                ErrorCode.BACKEND_NOT_STARTABLE, "its working folder does not exist: " + cwd);
          }
          builder.directory(cwd.toFile());
        });
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new GatewayException(
          ErrorCode.BACKEND_NOT_STARTABLE, "its command cannot be started: " + e.getMessage(), e);
    }
  }
}
