package dev.dowser.server.backend.testing;

import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.ConnectionListener;
import dev.dowser.server.backend.Patience;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/** A connection that answers as a script says and breaks when told. Thread-safe. */
public final class ScriptedConnection implements Connection {

  /** Answers a request. */
  @FunctionalInterface
  public interface Script {
    /** Ends the request; may block. */
    CallOutcome answer(String method, ObjectNode params, Patience patience);
  }

  private final ConnectionListener listener;
  private final Runnable onClose;
  private final List<Patience> patiences = new CopyOnWriteArrayList<>();
  private final AtomicInteger closes = new AtomicInteger();
  private volatile Script script;
  private volatile Set<Capability> offered = Set.of(Capability.TOOLS);
  private volatile boolean ended;

  /** Answers by the script until it is closed or broken. */
  public ScriptedConnection(ConnectionListener listener, Script script) {
    this(listener, script, () -> {});
  }

  /** The same, with something to do when it is closed, such as to hang. */
  public ScriptedConnection(ConnectionListener listener, Script script, Runnable onClose) {
    this.listener = listener;
    this.script = script;
    this.onClose = onClose;
  }

  /** From now on answers otherwise. */
  public void follow(Script other) {
    script = other;
  }

  /** Declares no tools. */
  public ScriptedConnection withoutTools() {
    return declaring();
  }

  /** Declares these. */
  public ScriptedConnection declaring(Capability... capabilities) {
    offered = Set.of(capabilities);
    return this;
  }

  /** The backend says that its tools changed. */
  public void announceChange() {
    listener.listsChanged();
  }

  /** The backend forgot the session and began another. */
  public void renew() {
    listener.renewed();
  }

  /** The backend says that a resource changed. */
  public void announceUpdate(String uri) {
    listener.resourceUpdated(uri);
  }

  /** The link ends and not by our doing. */
  public void breakDown(String reason) {
    ended = true;
    listener.closed(reason);
  }

  /** How patient each call was. */
  public List<Patience> patiences() {
    return List.copyOf(patiences);
  }

  /** How often it was closed. */
  public int closes() {
    return closes.get();
  }

  @Override
  public ServerCard card() {
    return new ServerCard("scripted", "", "", offered);
  }

  @Override
  public String protocolVersion() {
    return "2025-11-25";
  }

  @Override
  public boolean offers(Capability capability) {
    return offered.contains(capability);
  }

  @Override
  public CallOutcome call(String method, ObjectNode params, Patience patience, Caller caller) {
    patiences.add(patience);
    return ended
        ? new CallOutcome.Unavailable("the connection ended", false)
        : script.answer(method, params, patience);
  }

  @Override
  public void close() {
    ended = true;
    closes.incrementAndGet();
    onClose.run();
  }
}
