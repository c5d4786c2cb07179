package dev.dowser.server.backend.mcp;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.Patience;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** A greeted backend over some wire. */
final class McpConnection implements Connection {
  private final RpcSession session;
  private final Wire wire;
  private final Supplier<Greeting> greeting;
  private final AtomicBoolean closed = new AtomicBoolean();

  McpConnection(RpcSession session, Wire wire, Supplier<Greeting> greeting) {
    this.session = session;
    this.wire = wire;
    this.greeting = greeting;
  }

  @Override
  public ServerCard card() {
    return greeting.get().card();
  }

  @Override
  public String protocolVersion() {
    return greeting.get().protocolVersion();
  }

  @Override
  public boolean offers(Capability capability) {
    return card().capabilities().contains(capability);
  }

  @Override
  public CallOutcome call(String method, ObjectNode params, Patience patience, Caller caller) {
    return session.call(wire, method, params, patience, caller);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      session.closed();
      wire.close();
    }
  }
}
