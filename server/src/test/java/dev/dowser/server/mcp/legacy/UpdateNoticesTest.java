package dev.dowser.server.mcp.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.gateway.MaterialSurface;
import dev.dowser.server.gateway.Subscriber;
import dev.dowser.server.mcp.Heartbeats;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.session.Listener;
import dev.dowser.server.session.Negotiated;
import dev.dowser.server.session.Revision;
import dev.dowser.server.session.SessionLimits;
import dev.dowser.server.session.Sessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class UpdateNoticesTest {
  private static final BackendId FILES = new BackendId("files");

  private final Heartbeats timer = new Heartbeats(Duration.ofSeconds(10));
  private final NotedSurface surface = new NotedSurface();
  private final UpdateNotices notices = new UpdateNotices(surface, timer);

  @AfterEach
  void close() {
    timer.close();
  }

  @Test
  void updateThatTheStreamRefusedSinceItWasEnding_isToldOnTheNextOne() throws InterruptedException {
    var limits = new SessionLimits(Duration.ofMinutes(30), 3);
    var session =
        Sessions.inMemory(limits, InstantSource.system())
            .open(new Negotiated(Revision.NEWEST, Set.of(), Optional.empty()));
    var _ = notices.subscribe(session, Json.object().put("uri", "x:1"), Caller.NONE);
    var ending = new Stream(false);
    session.listen(ending);

    surface.subscribers.getFirst().updated(FILES, "x:1", "x:1");
    assertThat(ending.offered.poll(10, TimeUnit.SECONDS)).isEqualTo("x:1");
    session.unlisten(ending);
    var next = new Stream(true);
    session.listen(next);

    assertThat(next.offered.poll(10, TimeUnit.SECONDS)).isEqualTo("x:1");
  }

  private record Stream(boolean open, BlockingQueue<String> offered) implements Listener {
    Stream(boolean open) {
      this(open, new LinkedBlockingQueue<>());
    }

    @Override
    public boolean tell(RpcMessage.Notification notification) {
      offered.add(notification.params().path("uri").asString());
      return open;
    }

    @Override
    public int room() {
      return 5;
    }

    @Override
    public void close() {}
  }

  /** Takes every subscription and has nothing else. */
  private static final class NotedSurface implements MaterialSurface {
    private final List<Subscriber> subscribers = new ArrayList<>();

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Page list(Kind kind, ObjectNode params) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CallOutcome prompt(ObjectNode params, Caller caller) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CallOutcome read(ObjectNode params, Caller caller) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CallOutcome complete(ObjectNode params, Caller caller) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CallOutcome subscribe(ObjectNode params, Subscriber subscriber, Caller caller) {
      subscribers.add(subscriber);
      return new CallOutcome.Answered(Json.object());
    }

    @Override
    public CallOutcome unsubscribe(ObjectNode params, Subscriber subscriber, Caller caller) {
      return new CallOutcome.Answered(Json.object());
    }

    @Override
    public List<String> resume(Collection<String> uris, Subscriber subscriber, Caller caller) {
      return List.of();
    }

    @Override
    public void leave(Subscriber subscriber) {}
  }
}
