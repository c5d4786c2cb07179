package dev.dowser.server.backend.mcp;

import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines of JSON to and from a process of ours. Its pipes have platform threads of their own: a read
 * that blocks on a pipe would hold the carrier of a virtual thread.
 */
final class StdioWire implements Wire, LineReader.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(StdioWire.class);
  private static final int QUEUE = 1024;
  private static final long QUEUE_BYTES = 64L * 1024 * 1024;
  private static final Outgoing END = new Outgoing(new byte[0], null, true);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);
  private static final Duration LAST_WORDS = Duration.ofMillis(300);
  private static final int SHOWN_LINES = 5;

  private final RpcSession session;
  private final StdioSpec spec;
  private final Process process;
  private final ProcessTree tree;
  private final StderrTail stderr;
  private final BlockingQueue<Outgoing> outgoing = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong queuedBytes = new AtomicLong();
  private volatile long lastLook = System.nanoTime();

  /** A message on its way; one whose exchange ended before it was written is left out. */
  private static final class Outgoing {
    private final byte[] bytes;
    private final @Nullable Exchange exchange;
    private final boolean isLast;

    Outgoing(byte[] bytes, @Nullable Exchange exchange) {
      this(bytes, exchange, false);
    }

    Outgoing(byte[] bytes, @Nullable Exchange exchange, boolean isLast) {
      this.bytes = bytes;
      this.exchange = exchange;
      this.isLast = isLast;
    }

    boolean isWanted() {
      return exchange == null || !exchange.isDone();
    }
  }

  StdioWire(RpcSession session, StdioSpec spec, Process process) {
    this.session = session;
    this.spec = spec;
    this.process = process;
    this.tree = new ProcessTree(process);
    this.stderr = new StderrTail(session.backend());
  }

  void start() {
    var out = thread("out", this::readMessages);
    var err = thread("err", this::readStderr);
    var _ = thread("in", this::writeMessages);
    var _ = process.onExit().thenAcceptAsync(_ -> exited(out, err), Thread.ofVirtual()::start);
  }

  private Thread thread(String stream, Runnable work) {
    return Thread.ofPlatform()
        .daemon()
        .name("backend-" + session.backend() + "-" + stream)
        .start(work);
  }

  boolean hasExited() {
    return !process.isAlive();
  }

  /** Notes what the process has started so far. */
  void look() {
    tree.look();
  }

  @Override
  public void request(Exchange exchange) {
    if (!offer(new Outgoing(Json.bytes(exchange.request().toJson()), exchange))) {
      exchange.finish(
          new CallOutcome.Unavailable("the backend does not read its input any more", false));
    }
  }

  @Override
  public CompletableFuture<Void> tell(RpcMessage message) {
    if (!offer(new Outgoing(Json.bytes(message.toJson()), null))) {
      LOG.debug("Dropped a message that the backend does not read: backend={}", session.backend());
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Bounded by number and by size; a single message of any size finds room. */
  private boolean offer(Outgoing message) {
    var size = message.bytes.length;
    var before = queuedBytes.getAndAdd(size);
    if ((before == 0 || before + size <= QUEUE_BYTES) && outgoing.offer(message)) {
      return true;
    }
    queuedBytes.addAndGet(-size);
    return false;
  }

  @Override
  public void line(byte[] line) {
    if (line.length > 0) {
      session.accept(this, line, null);
      lookNowAndThen();
    }
  }

  /** What a backend starts for a call is noted, too, in case it dies before its children. */
  private void lookNowAndThen() {
    var now = System.nanoTime();
    if (now - lastLook > LOOK_AGAIN.toNanos()) {
      lastLook = now;
      Thread.ofVirtual().name("backend-look").start(this::look);
    }
  }

  @Override
  public void tooLong(byte[] head, byte[] tail, long length) {
    new TooLong(head, tail, length).report(session, spec.maxLineBytes());
  }

  private void readMessages() {
    var end = "closed its standard output";
    try (var in = process.getInputStream()) {
      new LineReader(spec.maxLineBytes(), this).read(in);
    } catch (IOException e) {
      LOG.debug("Reading stdout of backend={} ended", session.backend(), e);
    } catch (RuntimeException | Error e) {
      // a link that nobody reads any more must not look alive
      LOG.error("Reading stdout of backend={} failed", session.backend(), e);
      end = "sent what the gateway could not take: " + e.getClass().getSimpleName();
    }
    brokenUnlessExited(end);
  }

  private void readStderr() {
    try (var in = process.getErrorStream()) {
      new LineReader(StderrTail.LINE_BYTES, stderr).read(in);
    } catch (IOException e) {
      LOG.debug("Reading stderr of backend={} ended", session.backend(), e);
    }
  }

  private void writeMessages() {
    try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 64 * 1024)) {
      var message = outgoing.take();
      while (!message.isLast) {
        queuedBytes.addAndGet(-message.bytes.length);
        if (message.isWanted()) {
          out.write(message.bytes);
          out.write('\n');
        }
        var next = outgoing.poll();
        if (next == null) {
          out.flush();
          next = outgoing.take();
        }
        message = next;
      }
    } catch (IOException e) {
      LOG.debug("Writing to backend={} ended", session.backend(), e);
      brokenUnlessExited("closed its standard input");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A process that ends closes its pipes first; only one that lives on has broken the link. */
  private void brokenUnlessExited(String what) {
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS) && !session.isEnded()) {
        lost(session.backend() + " " + what);
        stop();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void exited(Thread out, Thread err) {
    try {
      // what it wrote before it ended still counts; a child of it may hold the pipe open, though
      var _ = out.join(LAST_WORDS);
      var _ = err.join(LAST_WORDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    lost(session.backend() + " exited with status " + process.exitValue());
    stop();
  }

  private void lost(String reason) {
    session.lost(reason, reason + lastWords());
  }

  /** The end of its standard error, for operators. */
  String lastWords() {
    var lines = stderr.last(SHOWN_LINES);
    return lines.isEmpty() ? "" : "; last lines of stderr: " + String.join(" | ", lines);
  }

  @Override
  public void close() {
    tree.look();
    stop();
  }

  private void stop() {
    outgoing.clear();
    var _ = outgoing.offer(END);
    if (tree.awaitEnd(GRACE)) {
      return;
    }
    tree.terminate();
    if (tree.awaitEnd(GRACE)) {
      return;
    }
    tree.kill();
    if (!tree.awaitEnd(GRACE.dividedBy(2))) {
      LOG.warn("Processes of backend={} do not end even by SIGKILL", session.backend());
    }
  }
}
