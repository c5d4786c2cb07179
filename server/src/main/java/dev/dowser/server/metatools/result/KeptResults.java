package dev.dowser.server.metatools.result;

import dev.dowser.server.backend.Caller;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts of results that were shown in part, for sessions to read on. Each belongs to one session
 * and is let go with it; within the bounds those make room that were not read for longest, first
 * those of the same session. In memory only. Thread-safe.
 */
public final class KeptResults {
  /** Most characters of one session, and of one result. */
  public static final int MOST_OF_SESSION = 4_000_000;

  /** Most characters of all sessions together; up to twice as many bytes. */
  public static final int MOST = 32_000_000;

  private static final float LOAD_FACTOR = .75f;
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int HANDLE_LENGTH = 16;

  private final int most;
  private final int mostOfSession;
  private final SecureRandom random = new SecureRandom();
  private final Object lock = new Object();

  // Guarded by the lock.
  /** Whose each handle is; read longest ago first. */
  private final SequencedMap<String, String> owners = new LinkedHashMap<>(16, LOAD_FACTOR, true);

  private final Map<String, OfSession> sessions = new HashMap<>();
  private long weight;

  /** Keeps what the documented bounds allow. */
  public KeptResults() {
    this(MOST, MOST_OF_SESSION);
  }

  KeptResults(int most, int mostOfSession) {
    this.most = most;
    this.mostOfSession = mostOfSession;
  }

  /** Read longest ago first. */
  private static final class OfSession {
    private final SequencedMap<String, KeptText> texts = new LinkedHashMap<>(4, LOAD_FACTOR, true);
    private long weight;
  }

  /** Most characters of one result. */
  int mostOfResult() {
    return mostOfSession;
  }

  /** Keeps a text for the caller's session and gives the handle to it. */
  String keep(KeptText text, Caller caller) {
    var session = session(caller);
    var handle = newHandle();
    boolean isFirst;
    synchronized (lock) {
      isFirst = !sessions.containsKey(session);
      var own = sessions.computeIfAbsent(session, _ -> new OfSession());
      own.texts.put(handle, text);
      own.weight += text.weight();
      owners.put(handle, session);
      weight += text.weight();
      makeRoom(own);
    }
    if (isFirst) {
      caller.onSessionEnd(() -> forget(session));
    }
    return handle;
  }

  /** What is kept under a handle; nothing if it is unknown, of another session or let go. */
  Optional<KeptText> find(String handle, Caller caller) {
    synchronized (lock) {
      var own = sessions.get(session(caller));
      var text = own == null ? null : own.texts.get(handle);
      if (text != null) {
        var _ = owners.get(handle);
      }
      return Optional.ofNullable(text);
    }
  }

  /** Callers without a session share one that never ends; the handle is the secret then. */
  private static String session(Caller caller) {
    return caller.session().orElse("");
  }

  private void makeRoom(OfSession own) {
    while (own.weight > mostOfSession && own.texts.size() > 1) {
      drop(own, own.texts.firstEntry().getKey());
    }
    while (weight > most && owners.size() > 1) {
      var oldest = owners.firstEntry();
      drop(sessions.get(oldest.getValue()), oldest.getKey());
    }
  }

  private void drop(@Nullable OfSession own, String handle) {
    owners.remove(handle);
    var text = own == null ? null : own.texts.remove(handle);
    if (own != null && text != null) {
      own.weight -= text.weight();
      weight -= text.weight();
    }
  }

  private void forget(String session) {
    synchronized (lock) {
      var own = sessions.remove(session);
      if (own != null) {
        own.texts.keySet().forEach(owners::remove);
        weight -= own.weight;
      }
    }
  }

  /** Characters kept now. */
  long weight() {
    synchronized (lock) {
      return weight;
    }
  }

  /** Letters and digits that are not mistaken for each other; 80 bits. */
  private String newHandle() {
    return random
        .ints(HANDLE_LENGTH, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
