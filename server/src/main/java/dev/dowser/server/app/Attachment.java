package dev.dowser.server.app;

import dev.dowser.config.GatewaySettings;
import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.app.shell.DataFolder;
import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The gateway that owns the data folder: another process's, or this one's own if there is none.
 * Several desktop windows so share one gateway; when the owner ends, one of the others follows.
 */
final class Attachment implements StdioEndpoint, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);
  private static final Duration OWNER_STARTS = Duration.ofSeconds(60);
  private static final Duration OWNER_STOPS = Duration.ofSeconds(8);
  private static final int POLL_MS = 100;
  private static final int CONNECT_MS = 1_000;

  private final Configuration configuration;
  private final DataFolder folder;
  private final String virtualServer;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile URI url;
  private volatile @Nullable RunningGateway own;

  /** To the main virtual server. */
  Attachment(Configuration configuration) {
    this(configuration, GatewaySettings.MAIN);
  }

  /**
   * To a virtual server.
   *
   * @throws CommandFailed if the configuration has none of this name
   */
  Attachment(Configuration configuration, String virtualServer) {
    refuseUnknown(configuration, virtualServer);
    this.configuration = configuration;
    this.virtualServer = virtualServer;
    this.folder = DataFolder.open(configuration.settings().dataDir());
    this.url = attachOrOwn();
  }

  private static void refuseUnknown(Configuration configuration, String name) {
    var all = configuration.settings().allVirtualServers().keySet();
    if (!all.contains(name)) {
      throw new CommandFailed(
          "no virtual server of %s is called %s; there are: %s"
              .formatted(configuration.file(), name, String.join(", ", all)));
    }
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public URI renew(URI failed) {
    renewing.lock();
    try {
      if (own != null) {
        own.refuseIfEnded();
      }
      // As in attachOrOwn: not who answers, but the lock decides.
      if (url.equals(failed)) {
        url = attachOrOwn();
      }
      return url;
    } finally {
      renewing.unlock();
    }
  }

  @Override
  public URI renewAfterCut(URI cut) {
    var end = Instant.now().plus(OWNER_STOPS);
    var pause = new CountDownLatch(1);
    while (url.equals(cut) && answers(cut) && Instant.now().isBefore(end)) {
      await(pause);
    }
    return renew(cut);
  }

  @Override
  public boolean isRepeatable(URI gateway, String tool) {
    return catalog(gateway)
        .path("tools")
        .valueStream()
        .filter(one -> one.path("name").asString("").equals(tool))
        .anyMatch(one -> one.path("repeatable").asBoolean(false));
  }

  /** Of the virtual server; that of our own gateway's main one needs no request. */
  private JsonNode catalog(URI gateway) {
    var here = own;
    if (here != null && here.url().equals(gateway)) {
      return here.catalog();
    }
    var token = configuration.settings().admin().token();
    try (var client = GatewayClient.open(gateway, token, Optional.of(virtualServer))) {
      return client.catalog();
    } catch (CommandFailed fault) {
      LOG.warn("nothing is known of the tools: {}", fault.getMessage());
      return Json.object();
    }
  }

  private URI attachOrOwn() {
    var end = Instant.now().plus(OWNER_STARTS);
    var pause = new CountDownLatch(1);
    while (Instant.now().isBefore(end)) {
      // The lock decides, not who answers: a dead owner's port may be another program's by now.
      var found = own().or(this::attach);
      if (found.isPresent()) {
        return endpoint(found.get());
      }
      await(pause);
    }
    throw new CommandFailed(
        "another process holds " + folder.path() + " but no gateway answers there");
  }

  /** The main one's is the owner's word: its file may have been another when it started. */
  private URI endpoint(URI main) {
    return virtualServer.equals(GatewaySettings.MAIN)
        ? main
        : main.resolve(configuration.settings().server().pathOf(virtualServer));
  }

  /** A moment between two looks. */
  static void await(CountDownLatch pause) {
    try {
      pause.await(POLL_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", stop);
    }
  }

  private Optional<URI> attach() {
    var owner = Ownership.read(folder.path()).filter(found -> answers(found.url()));
    owner.ifPresent(this::checkConfiguration);
    return owner.map(Ownership.Owner::url);
  }

  private void checkConfiguration(Ownership.Owner owner) {
    if (!owner.config().equals(configuration.file().toString())) {
      throw new CommandFailed(
          "the gateway at %s (process %d) uses %s, not %s; give this one a data folder of its own with --data-dir"
              .formatted(owner.url(), owner.pid(), owner.config(), configuration.file()));
    }
  }

  private Optional<URI> own() {
    return Ownership.take(folder.path())
        .map(ownership -> {
          own = RunningGateway.quiet(configuration, folder, ownership);
          return own.url();
        });
  }

  /** Whether something listens there. */
  static boolean answers(URI url) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MS);
      return true;
    } catch (IOException gone) {
      LOG.debug("no gateway at {}: {}", url, gone.toString());
      return false;
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
