package dev.dowser.server.mcp.legacy;

import dev.dowser.server.mcp.EventSink;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.mcp.Reply;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.Listener;
import dev.dowser.server.session.Session;

/** The answer to a GET: what concerns the whole session, kept open by heartbeats. */
final class SessionStream {
  private final Session session;
  private final Heartbeats heartbeats;

  SessionStream(Session session, Heartbeats heartbeats) {
    this.session = session;
    this.heartbeats = heartbeats;
  }

  void open(Reply reply) {
    var sink = reply.stream();
    sink.comment();
    var listener = new SinkListener(sink);
    session.listen(listener);
    var beat = heartbeats.start(sink::comment);
    sink.onEnd(() -> {
      beat.close();
      session.unlisten(listener);
    });
  }

  private record SinkListener(EventSink sink) implements Listener {

    @Override
    public boolean tell(RpcMessage.Notification notification) {
      return sink.offer(Json.bytes(notification.toJson()));
    }

    @Override
    public int room() {
      return sink.room();
    }

    @Override
    public void close() {
      sink.close();
    }
  }
}
