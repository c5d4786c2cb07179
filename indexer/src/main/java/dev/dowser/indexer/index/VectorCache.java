package dev.dowser.indexer.index;

import dev.dowser.indexer.index.VectorFile.Contents;
import dev.dowser.indexer.index.VectorFile.Ending;
import dev.dowser.indexer.search.CodedVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every vector ever computed, by embedding space and SHA-256 of the text; shared by all virtual
 * servers and kept on disk, so that nothing is embedded twice. Thread-safe. Vectors that nothing
 * used for 30 days are dropped when the cache is opened. A file that cannot be read is renamed to
 * {@code vectors.set-aside} with a warning; what can still be read of it is kept.
 */
public final class VectorCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VectorCache.class);
  private static final String FILE = "vectors.bin";
  private static final int DAYS_KEPT = 30;

  private final Object lock = new Object();
  private final Map<String, Map<TextHash, Row>> spaces = new HashMap<>();
  private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> users = ConcurrentHashMap.newKeySet();
  private final InstantSource clock;
  private final @Nullable Path folder;
  private @Nullable VectorFile file;

  private VectorCache(@Nullable Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** A cache that lives as long as the process. */
  public static VectorCache inMemory() {
    return new VectorCache(null, InstantSource.system());
  }

  /**
   * Opens the cache of a folder, which is created if need be.
   *
   * @throws IndexException if another process has it open or the disk refuses
   */
  public static VectorCache open(Path folder) {
    return open(folder, InstantSource.system());
  }

  /** The same with another clock. */
  public static VectorCache open(Path folder, InstantSource clock) {
    var cache = new VectorCache(folder, clock);
    try {
      Files.createDirectories(folder);
      cache.load(folder.resolve(FILE));
      return cache;
    } catch (IOException failed) {
      throw new IndexException("cannot open the vector cache: " + failed.getMessage(), failed);
    }
  }

  private void load(Path path) throws IOException {
    synchronized (lock) {
      var opened = VectorFile.open(path, new Loading());
      file = opened.file();
      boolean broken = opened.ending() == Ending.DAMAGED || opened.ending() == Ending.FOREIGN;
      if (opened.ending() == Ending.TORN) {
        LOG.info("cut off a half-written vector at the end of {}", path);
      }
      if (broken) {
        setAside(path, opened.ending());
      }
      if (dropUnusedSince(today() - DAYS_KEPT) > 0 || broken) {
        rewrite(path);
      }
    }
  }

  private void setAside(Path path, Ending ending) throws IOException {
    var aside = path.resolveSibling("vectors.set-aside");
    Files.copy(path, aside, StandardCopyOption.REPLACE_EXISTING);
    LOG.warn(
        "{} is {}: copied to {}, {} vectors could be kept",
        path,
        ending == Ending.FOREIGN ? "not a vector cache" : "damaged",
        aside,
        size());
  }

  /** The vector of a text, if it was ever computed. */
  Optional<CodedVector> get(String space, TextHash text) {
    synchronized (lock) {
      var row = spaces.getOrDefault(space, Map.of()).get(text);
      if (row == null) {
        return Optional.empty();
      }
      touch(space, text, row);
      return Optional.of(row.vector);
    }
  }

  /** Keeps a vector. */
  void put(String space, TextHash text, CodedVector vector) {
    synchronized (lock) {
      var rows = spaces.computeIfAbsent(space, any -> new HashMap<>());
      if (rows.putIfAbsent(text, new Row(vector, today())) == null && file != null) {
        write(to -> to.appendVector(space, text, today(), vector));
      }
    }
  }

  /**
   * Takes on the work of computing a vector, until {@link #release}.
   *
   * @return false if the vector is there or somebody computes it at this moment
   */
  boolean claim(String space, TextHash text) {
    var claim = new Claim(space, text);
    if (!claims.add(claim)) {
      return false;
    }
    if (get(space, text).isPresent()) {
      claims.remove(claim);
      return false;
    }
    return true;
  }

  /** Ends claims, whether the vectors were put or not. */
  void release(String space, Collection<TextHash> texts) {
    texts.forEach(text -> claims.remove(new Claim(space, text)));
  }

  /** A vector that is being computed. */
  private record Claim(String space, TextHash text) {}

  private void touch(String space, TextHash text, Row row) {
    if (row.day < today()) {
      row.day = today();
      write(to -> to.appendUse(space, text, today()));
    }
  }

  /** Hands everything to the operating system, so that a killed process loses nothing. */
  void flush() {
    synchronized (lock) {
      write(VectorFile::flush);
    }
  }

  /** Vectors in all spaces. */
  public int size() {
    synchronized (lock) {
      return spaces.values().stream().mapToInt(Map::size).sum();
    }
  }

  /** Registers one who marks the vectors it holds as used when asked to; see {@link #purge}. */
  void join(Runnable marksWhatItUses) {
    users.add(marksWhatItUses);
  }

  void leave(Runnable marksWhatItUses) {
    users.remove(marksWhatItUses);
  }

  /** Drops what no open index uses, whenever it was used last; all of them must have a space. */
  void purge() {
    synchronized (lock) {
      spaces.values().forEach(rows -> rows.values().forEach(row -> row.day = Integer.MIN_VALUE));
      users.forEach(Runnable::run);
      if (dropUnusedSince(today()) > 0 && folder != null) {
        try {
          rewrite(folder.resolve(FILE));
        } catch (IOException failed) {
          throw new IndexException("cannot rewrite the vector cache in " + folder, failed);
        }
      }
    }
  }

  private int dropUnusedSince(int day) {
    int before = size();
    spaces.values().forEach(rows -> rows.values().removeIf(row -> row.day < day));
    spaces.values().removeIf(Map::isEmpty);
    return before - size();
  }

  /** Writes all rows to a new file that then takes the old one's place at once. */
  private void rewrite(Path path) throws IOException {
    var fresh = path.resolveSibling(FILE + ".new");
    Files.deleteIfExists(fresh);
    var rewritten = VectorFile.open(fresh, new Loading()).file();
    for (var space : spaces.entrySet()) {
      for (var row : space.getValue().entrySet()) {
        rewritten.appendVector(
            space.getKey(), row.getKey(), row.getValue().day, row.getValue().vector);
      }
    }
    rewritten.force();
    if (file != null) {
      file.close();
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    file = rewritten;
  }

  @Override
  public void close() {
    synchronized (lock) {
      write(to -> {
        to.force();
        to.close();
      });
      file = null;
    }
  }

  private void write(Writing writing) {
    if (file == null) {
      return;
    }
    try {
      writing.to(file);
    } catch (IOException failed) {
      LOG.warn("cannot write {}: vectors are kept in memory only from now on", folder, failed);
      abandon(file);
      file = null;
    }
  }

  private static void abandon(VectorFile failed) {
    try {
      failed.close();
    } catch (IOException again) {
      LOG.debug("closing the vector cache failed too", again);
    }
  }

  private int today() {
    return (int) TimeUnit.MILLISECONDS.toDays(clock.millis());
  }

  private interface Writing {
    void to(VectorFile file) throws IOException;
  }

  private final class Loading implements Contents {
    @Override
    public void vector(String space, TextHash text, int day, CodedVector vector) {
      spaces.computeIfAbsent(space, any -> new HashMap<>()).put(text, new Row(vector, day));
    }

    @Override
    public void used(String space, TextHash text, int day) {
      var row = spaces.getOrDefault(space, Map.of()).get(text);
      if (row != null) {
        row.day = Math.max(row.day, day);
      }
    }
  }

  private static final class Row {
    private final CodedVector vector;
    private int day;

    Row(CodedVector vector, int day) {
      this.vector = vector;
      this.day = day;
    }
  }
}
