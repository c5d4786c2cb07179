package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages over streamable HTTP
 * (https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http).
 * Callers wait on their {@link Exchange}; nothing here holds a thread while the backend works. A
 * session that the backend has forgotten is renewed once for all who meet that.
 */
final class HttpWire implements Wire {
  private static final Logger LOG = LoggerFactory.getLogger(HttpWire.class);
  private static final Duration RENEWAL_LIMIT = Duration.ofSeconds(20);

  /** For a backend to take what needs no answer; what it leaves open would keep a socket. */
  private static final long DELETE_MILLIS = 500;

  /** A session this young that is refused with 400 is not forgotten: something else is wrong. */
  private static final Duration YOUNG = Duration.ofSeconds(30);

  private final RpcSession session;
  private final ListenerGate listener;
  private final HttpSpec spec;
  private final HttpClient client;
  private final HttpRequests requests;
  private final Announcements announcements;
  private final Object renewing = new Object();
  private volatile @Nullable HttpSession current;
  private volatile @Nullable Refusal refusal;
  private @Nullable CompletableFuture<HttpSession> renewal;

  HttpWire(RpcSession session, ListenerGate listener, HttpSpec spec, HttpClient client) {
    this.session = session;
    this.listener = listener;
    this.spec = spec;
    this.client = client;
    this.requests = new HttpRequests(spec);
    this.announcements = new Announcements(this, client, requests);
  }

  /** The wire of a handshake: its requests belong to no session, its answer brings one. */
  private final class Entrance implements Wire {
    private volatile @Nullable Post post;

    @Override
    public void request(Exchange exchange) {
      var first = Post.first(HttpWire.this, exchange, null);
      post = first;
      send(first);
    }

    @Override
    public CompletableFuture<Void> tell(RpcMessage message) {
      return HttpWire.this.tell(message, null);
    }

    @Override
    public void close() {
      HttpWire.this.close();
    }

    Optional<String> sessionId() {
      var sent = post;
      return sent == null ? Optional.empty() : sent.sessionId();
    }
  }

  /** Does the handshake; what comes later belongs to the new session. */
  HttpSession greet(Duration limit) {
    var entrance = new Entrance();
    var greeting = Greeting.exchange(session, entrance, limit);
    var fresh = new HttpSession(entrance.sessionId(), greeting, System.nanoTime());
    Greeting.awaitTaken(tell(Greeting.INITIALIZED, fresh), limit);
    current = fresh;
    announcements.open(fresh);
    if (session.isEnded()) {
      close();
    }
    return fresh;
  }

  Greeting greeting() {
    var at = current;
    if (at == null) {
      throw new IllegalStateException("a connection exists only after its handshake");
    }
    return at.greeting();
  }

  /** How the backend refused the handshake on the HTTP level. */
  Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  int maxBytes() {
    return spec.maxResultBytes();
  }

  RpcSession session() {
    return session;
  }

  boolean isCurrent(HttpSession at) {
    return at.equals(current) && !session.isEnded();
  }

  void accept(byte[] message, @Nullable Exchange owner) {
    session.accept(this, message, owner);
  }

  @Override
  public void request(Exchange exchange) {
    send(Post.first(this, exchange, current));
  }

  private void send(Post post) {
    var body = Json.bytes(post.exchange().request().toJson());
    post.follow(client.sendAsync(requests.post(body, post.at()), post));
  }

  /** Takes a stream up again whose answer has not come. */
  void resume(Post post, String lastEventId) {
    var again = post.resumed();
    again.follow(client.sendAsync(requests.get(Optional.of(lastEventId), post.at()), again));
  }

  @Override
  public CompletableFuture<Void> tell(RpcMessage message) {
    return tell(message, current);
  }

  private CompletableFuture<Void> tell(RpcMessage message, @Nullable HttpSession at) {
    var sent =
        client.sendAsync(
            requests.post(Json.bytes(message.toJson()), at), BodyHandlers.discarding());
    return Told.by(session.backend(), sent);
  }

  /** Ends a request that the backend refused on the HTTP level, or sends it again. */
  void refused(Post post, HttpResponse<Answer> response) {
    var status = response.statusCode();
    if (post.at() == null) {
      refusal = Refusal.of(spec.uri(), response);
    }
    if (post.isFirst() && isForgotten(post.at(), status, response.body())) {
      renew(post);
    } else if (status == 401) {
      finish(post, "the backend wants a login", false);
      session.lost(
          "the backend wants a login", session.backend() + " wants a login (it answered 401)");
    } else if (status == 403) {
      finish(post, "the backend does not allow this with our login (403)", false);
    } else if (Redirects.isRedirect(status)) {
      finish(post, redirected(post, response), false);
    } else if (belongsTo(post.exchange(), response.body())) {
      accept(response.body().text().getBytes(StandardCharsets.UTF_8), post.exchange());
      finish(post, "the backend answered " + status, true);
    } else {
      // below 500 the request was refused; 503 is also what proxies say when they gave up waiting
      finish(post, "the backend answered " + status, status >= 500);
    }
  }

  /** Clients are not told where to. */
  private String redirected(Post post, HttpResponse<Answer> response) {
    return post.at() == null
        ? Redirects.refusal(spec.uri(), response)
        : "the backend redirects; put its final address into the configuration";
  }

  private static void finish(Post post, String reason, boolean mayHaveRun) {
    post.exchange().finish(new CallOutcome.Unavailable(reason, mayHaveRun || post.wasTaken()));
  }

  /**
   * 404 says that a session is gone. Servers on the official examples say 400 instead, with an
   * error that belongs to no request; a 400 for a session that was just made means something else.
   */
  private static boolean isForgotten(@Nullable HttpSession at, int status, Answer body) {
    if (at == null || at.id().isEmpty()) {
      return false;
    }
    return status == 404
        || (status == 400
            && System.nanoTime() - at.since() > YOUNG.toNanos()
            && body.json().path("id").isNull());
  }

  private static boolean belongsTo(Exchange exchange, Answer body) {
    var id = body.json().path("id");
    return id.isIntegralNumber() && id.asLong() == exchange.id();
  }

  private void renew(Post post) {
    var stale = post.at();
    if (stale == null) {
      return;
    }
    var _ =
        renewed(stale)
            .whenComplete((fresh, error) -> {
              if (fresh == null) {
                finish(post, "the backend forgot our session and gave no new one", false);
              } else if (!post.exchange().isDone()) {
                send(post.repeated(fresh));
              }
            });
  }

  /** The session after this one, made once for all who ask. */
  CompletableFuture<HttpSession> renewed(HttpSession stale) {
    synchronized (renewing) {
      var now = current;
      if (now != null && !now.equals(stale)) {
        return CompletableFuture.completedFuture(now);
      }
      if (renewal == null || renewal.isDone()) {
        renewal =
            CompletableFuture.supplyAsync(
                () -> greet(RENEWAL_LIMIT), Thread.ofVirtual().name("backend-renewal")::start);
        var _ = renewal.whenComplete((fresh, error) -> afterRenewal(fresh, error));
      }
      return renewal;
    }
  }

  private void afterRenewal(@Nullable HttpSession fresh, @Nullable Throwable error) {
    if (fresh == null) {
      session.lost(
          "the backend forgot our session and gave no new one",
          session.backend() + " forgot our session and gave no new one" + NoResponse.said(error));
    } else {
      LOG.info("Renewed the session that the backend forgot: backend={}", session.backend());
      // it was probably restarted
      listener.renewed();
    }
  }

  void unreachable(@Nullable Throwable cause) {
    session.lost(
        session.backend() + " cannot be reached",
        session.backend() + " cannot be reached" + NoResponse.said(cause));
  }

  @Override
  public void close() {
    announcements.close();
    var at = current;
    if (at == null || at.id().isEmpty()) {
      return;
    }
    try {
      var _ =
          client
              .sendAsync(requests.delete(at), BodyHandlers.discarding())
              .get(DELETE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("The session was not ended: backend={}", session.backend(), e);
    }
  }
}
