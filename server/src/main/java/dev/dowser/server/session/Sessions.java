package dev.dowser.server.session;

import dev.dowser.server.rpc.RpcMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import javax.crypto.SecretKey;

/**
 * All sessions of a virtual server. An id with a valid signature that is not held, because the
 * gateway restarted or let an idle session go, revives the session: most clients never initialize
 * anew after a 404. Only an id that was ended or not issued here is unknown. Thread-safe.
 */
public final class Sessions {
  private static final float LOAD_FACTOR = .75f;
  private static final String MAIN = "";

  private final SessionLimits limits;
  private final InstantSource clock;
  private final SecretKey key;
  private final SessionIds ids;
  private final Remembered remembered;
  private final EndedSessions ended;
  private final Object lock = new Object();

  /** In order of use, longest idle first. */
  private final SequencedMap<String, Session> held = new LinkedHashMap<>(64, LOAD_FACTOR, true);

  /** What is known of sessions that are not held. */
  private record Remembered(EndedSessions ended, SubscribedUris subscribed) {
    SubscribedUris.OfSession of(String nonce) {
      return subscribed.of(nonce, () -> ended.contains(nonce));
    }
  }

  private Sessions(
      SessionLimits limits,
      InstantSource clock,
      SecretKey key,
      Remembered remembered,
      String virtualServer) {
    this.limits = limits;
    this.clock = clock;
    this.key = key;
    this.ids = new SessionIds(key, virtualServer);
    this.remembered = remembered;
    this.ended = remembered.ended;
  }

  /** Sessions of the main virtual server, whose ids survive a restart with the same data folder. */
  public static Sessions in(Path dataFolder, SessionLimits limits, InstantSource clock) {
    var key = SessionKey.in(dataFolder);
    var remembered =
        new Remembered(EndedSessions.in(dataFolder), SubscribedUris.in(dataFolder, clock));
    return new Sessions(limits, clock, key, remembered, MAIN);
  }

  /** Sessions that end with the process. */
  public static Sessions inMemory(SessionLimits limits, InstantSource clock) {
    var remembered = new Remembered(EndedSessions.inMemory(), SubscribedUris.nowhere());
    return new Sessions(limits, clock, SessionKey.random(), remembered, MAIN);
  }

  /**
   * Sessions of another virtual server, signed with the same key: an id of one is unknown to all
   * others.
   *
   * @param name not empty
   */
  public Sessions ofVirtualServer(String name) {
    return new Sessions(limits, clock, key, remembered, name);
  }

  /** A new session. */
  public Session open(Negotiated negotiated) {
    var now = clock.instant();
    var ticket = ids.issue(negotiated, now);
    var session = new Session(ticket.id(), negotiated, remembered.of(ticket.nonce()), now);
    List<Session> gone;
    synchronized (lock) {
      held.put(session.id(), session);
      gone = letGo(now);
    }
    gone.forEach(Session::closeStreams);
    return session;
  }

  /** The session with this id, revived if need be; empty if it was ended or never issued here. */
  public Optional<Session> find(String id) {
    var now = clock.instant();
    synchronized (lock) {
      var session = held.get(id);
      if (session != null) {
        session.touch(now);
        return Optional.of(session);
      }
    }
    return ids.read(id).flatMap(ticket -> revive(id, ticket, now));
  }

  /**
   * Ends the session for good, whether held or not.
   *
   * @return false if there is none with this id
   */
  public boolean end(String id) {
    var ticket = ids.read(id);
    if (ticket.isEmpty() || !ended.add(ticket.get().nonce())) {
      return false;
    }
    remembered.subscribed.forget(ticket.get().nonce());
    Session session;
    synchronized (lock) {
      session = held.remove(id);
    }
    if (session != null) {
      session.closeStreams();
    }
    return true;
  }

  /** Sessions held now, without those that were idle for too long. */
  public int count() {
    letGoIdle();
    synchronized (lock) {
      return held.size();
    }
  }

  /**
   * Lets go sessions that were idle for too long, and keeps what the others subscribed to; to be
   * called now and then.
   */
  public void sweep() {
    letGoIdle();
    snapshot().forEach(Session::keepSubscriptions);
  }

  private void letGoIdle() {
    List<Session> gone;
    synchronized (lock) {
      gone = letGo(clock.instant());
    }
    gone.forEach(Session::closeStreams);
  }

  /** Sends a notification to every session of this kind that listens. */
  public void tell(Predicate<Session> which, RpcMessage.Notification notification) {
    for (var session : snapshot()) {
      if (which.test(session)) {
        var _ = session.tell(notification);
      }
    }
  }

  /** Ends all streams, so that the server can stop; the ids stay valid. */
  public void closeStreams() {
    snapshot().forEach(Session::closeStreams);
  }

  private List<Session> snapshot() {
    synchronized (lock) {
      return List.copyOf(held.values());
    }
  }

  private Optional<Session> revive(String id, SessionIds.Ticket ticket, Instant now) {
    List<Session> gone;
    Session session;
    synchronized (lock) {
      if (ended.contains(ticket.nonce())) {
        return Optional.empty();
      }
      var subscribed = remembered.of(ticket.nonce());
      session =
          held.computeIfAbsent(id, same -> new Session(same, ticket.negotiated(), subscribed, now));
      gone = letGo(now);
    }
    gone.forEach(Session::closeStreams);
    return Optional.of(session);
  }

  /**
   * Removes the idle ones, then the longest unused above the limit, busy ones last, since a cancel
   * no longer finds the requests of a session that was let go.
   */
  private List<Session> letGo(Instant now) {
    var gone = new ArrayList<Session>();
    var oldest = now.minus(limits.idle());
    for (var session : held.values()) {
      if (session.lastUsed().isAfter(oldest)) {
        break;
      }
      if (!session.isBusy()) {
        gone.add(session);
      }
    }
    gone.forEach(session -> held.remove(session.id()));
    var tooMany = held.size() - limits.most();
    if (tooMany > 0) {
      gone.addAll(longestUnused(tooMany));
    }
    return gone;
  }

  private List<Session> longestUnused(int count) {
    var gone = new ArrayList<Session>();
    moveTo(gone, count, session -> !session.isBusy());
    moveTo(gone, count, session -> !session.hasRequests());
    moveTo(gone, count, _ -> true);
    return gone;
  }

  /** Never the youngest, for which the others make room. */
  private void moveTo(List<Session> gone, int count, Predicate<Session> isMovable) {
    var moved =
        held.values().stream()
            .limit(held.size() - 1L)
            .filter(isMovable)
            .limit((long) count - gone.size())
            .toList();
    moved.forEach(session -> held.remove(session.id()));
    gone.addAll(moved);
  }
}
