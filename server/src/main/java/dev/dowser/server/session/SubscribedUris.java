package dev.dowser.server.session;

import dev.dowser.server.rpc.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Which resources sessions subscribed to, so that a revived session can have its subscriptions
 * again: a file for each in {@code subscriptions} of the data folder, by the random part of its id.
 * Bounded; what is not remembered is lost when its session is let go. Thread-safe.
 */
final class SubscribedUris {
  /** Most sessions that are remembered; beyond that the one of the oldest change makes room. */
  static final int MOST_SESSIONS = 2_000;

  /** Most bytes that are remembered of one session. */
  static final int MOST_BYTES = 200_000;

  /** How long a session is remembered after its last use. */
  static final Duration KEPT = Duration.ofDays(7);

  private static final Duration TOUCHED = Duration.ofDays(1);
  private static final Logger log = LoggerFactory.getLogger(SubscribedUris.class);
  private static final String FOLDER = "subscriptions";
  private static final String NEXT = ".next";

  private final Optional<Path> folder;
  private final InstantSource clock;
  private final AtomicInteger files = new AtomicInteger();

  private SubscribedUris(Optional<Path> folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Remembers nothing. */
  static SubscribedUris nowhere() {
    return new SubscribedUris(Optional.empty(), InstantSource.system());
  }

  /** Those of a data folder; the outdated ones are deleted. */
  static SubscribedUris in(Path dataFolder, InstantSource clock) {
    var folder = dataFolder.resolve(FOLDER);
    var all = new SubscribedUris(Optional.of(folder), clock);
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (var found = Files.newDirectoryStream(folder)) {
      all.files.set(purge(found, clock.instant().minus(KEPT)));
    } catch (IOException e) {
      log.warn("outdated subscriptions stay: folder={}", folder, e);
    }
    return all;
  }

  private static int purge(DirectoryStream<Path> found, Instant oldest) throws IOException {
    int kept = 0;
    for (var file : found) {
      var isFresh = Files.getLastModifiedTime(file).toInstant().isAfter(oldest);
      if (isFresh && !file.toString().endsWith(NEXT)) {
        kept++;
      } else {
        Files.deleteIfExists(file);
      }
    }
    return kept;
  }

  /**
   * Those of one session.
   *
   * @param nonce random part of its id
   * @param isEnded whether it was ended for good, so that nothing is remembered any more
   */
  OfSession of(String nonce, BooleanSupplier isEnded) {
    return new OfSession(nonce, isEnded);
  }

  /** What one session subscribed to. */
  final class OfSession {
    private final String nonce;
    private final BooleanSupplier isEnded;
    private @Nullable SequencedSet<String> uris;
    private volatile Instant touched = Instant.MIN;

    private OfSession(String nonce, BooleanSupplier isEnded) {
      this.nonce = nonce;
      this.isEnded = isEnded;
    }

    synchronized SequencedSet<String> all() {
      return new LinkedHashSet<>(known());
    }

    synchronized void add(String uri) {
      if (known().add(uri)) {
        write();
      }
    }

    synchronized void remove(String uri) {
      if (known().remove(uri)) {
        write();
      }
    }

    /** It is remembered from now on for as long as ever. */
    void touch() {
      touched = clock.instant();
      SubscribedUris.this.touch(nonce);
    }

    /**
     * The same for one that stays in use, so that a killed process costs it nothing; once a day.
     */
    void keep() {
      if (touched.isBefore(clock.instant().minus(TOUCHED))) {
        touch();
      }
    }

    /** It may be ended while this is under way; whoever comes last deletes. */
    private void write() {
      SubscribedUris.this.write(nonce, known());
      if (isEnded.getAsBoolean()) {
        forget(nonce);
      }
    }

    private SequencedSet<String> known() {
      if (uris == null) {
        uris = load(nonce);
        touch();
      }
      return uris;
    }
  }

  /** For a session that was ended for good. */
  void forget(String nonce) {
    write(nonce, new LinkedHashSet<>());
  }

  private void touch(String nonce) {
    var file = folder.map(in -> in.resolve(nonce)).filter(Files::exists);
    if (file.isPresent()) {
      try {
        Files.setLastModifiedTime(file.get(), FileTime.from(clock.instant()));
      } catch (IOException e) {
        log.debug("subscriptions of a session may be outdated too early", e);
      }
    }
  }

  private SequencedSet<String> load(String nonce) {
    var file = folder.map(in -> in.resolve(nonce)).filter(Files::exists);
    if (file.isEmpty()) {
      return new LinkedHashSet<>();
    }
    try {
      return Json.parse(Files.readAllBytes(file.get()))
          .valueStream()
          .filter(JsonNode::isString)
          .map(JsonNode::asString)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException | JacksonException e) {
      log.warn("subscriptions of a session cannot be read, they are lost", e);
      return new LinkedHashSet<>();
    }
  }

  private void write(String nonce, SequencedSet<String> uris) {
    if (folder.isEmpty()) {
      return;
    }
    var file = folder.get().resolve(nonce);
    try {
      if (uris.isEmpty()) {
        files.addAndGet(Files.deleteIfExists(file) ? -1 : 0);
      } else {
        write(file, bytes(uris));
      }
    } catch (IOException e) {
      log.warn("subscriptions of a session are lost when it is let go: {}", e.toString());
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    var isNew = !Files.exists(file);
    if (isNew && files.get() >= MOST_SESSIONS) {
      forgetOldest();
    }
    Files.createDirectories(file.getParent());
    var next = file.resolveSibling(file.getFileName() + NEXT);
    try {
      Files.write(next, bytes);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      files.addAndGet(isNew ? 1 : 0);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private synchronized void forgetOldest() throws IOException {
    try (var found = Files.list(folder.orElseThrow())) {
      var oldest =
          found
              .filter(file -> !file.toString().endsWith(NEXT))
              .min(Comparator.comparingLong(file -> file.toFile().lastModified()));
      if (oldest.isPresent() && Files.deleteIfExists(oldest.get())) {
        files.decrementAndGet();
        log.warn("too many sessions with subscriptions; those of the oldest are not remembered");
      }
    }
  }

  /** Of those that fit. */
  private static byte[] bytes(SequencedSet<String> uris) {
    var array = Json.object().putArray("uris");
    int length = 2;
    for (var uri : uris) {
      var one = StringNode.valueOf(uri);
      int longer = length + Json.bytes(one).length + 1;
      if (longer <= MOST_BYTES) {
        array.add(one);
        length = longer;
      }
    }
    return Json.bytes(array);
  }
}
