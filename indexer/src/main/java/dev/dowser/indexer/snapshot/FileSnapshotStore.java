package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.snapshot.SnapshotFormat.ForeignSnapshotException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one JSON file per backend in a folder. Each file carries the fingerprint of the settings it
 * was made under; a backend that was pointed elsewhere since has no last known answer.
 */
public final class FileSnapshotStore implements SnapshotStore {
  /** Largest file that is written or read, in bytes. */
  static final int MAX_BYTES = 128 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(FileSnapshotStore.class);

  private final Path folder;
  private final Map<BackendId, String> fingerprints;
  private final Map<BackendId, String> kept = new ConcurrentHashMap<>();

  /**
   * A store.
   *
   * @param folder made when it is first needed; nothing else lives there
   * @param fingerprints per backend a text that changes with its settings; not a secret, so hash it
   */
  public FileSnapshotStore(Path folder, Map<BackendId, String> fingerprints) {
    this.folder = folder;
    this.fingerprints = Map.copyOf(fingerprints);
  }

  @Override
  public List<BackendSnapshot> load(Set<BackendId> configured) {
    removeDrafts();
    return configured.stream().sorted().flatMap(id -> load(id).stream()).toList();
  }

  private Optional<BackendSnapshot> load(BackendId backend) {
    var file = file(backend);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var bytes = readBounded(file);
      var snapshot = SnapshotFormat.read(bytes, backend, fingerprint(backend));
      snapshot.ifPresent(found -> kept.put(backend, SafeFile.digest(bytes)));
      return snapshot;
    } catch (ForeignSnapshotException e) {
      setAside(file, e.reason());
    } catch (IOException e) {
      LOG.warn("last known tools not read: backend={} file={}", backend, file, e);
    }
    return Optional.empty();
  }

  private static byte[] readBounded(Path file) throws IOException, ForeignSnapshotException {
    var size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new ForeignSnapshotException("at most " + MAX_BYTES + " bytes, got " + size);
    }
    return Files.readAllBytes(file);
  }

  private static void setAside(Path file, String reason) {
    var aside = file.resolveSibling(file.getFileName() + ".corrupt");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("last known tools set aside: file={} reason={}", aside, reason);
    } catch (IOException e) {
      LOG.warn("last known tools not usable: file={} reason={}", file, reason, e);
    }
  }

  @Override
  public void save(BackendSnapshot snapshot) {
    var backend = snapshot.backend();
    var bytes = SnapshotFormat.write(snapshot, fingerprint(backend));
    if (bytes.length > MAX_BYTES) {
      LOG.warn(
          "last known tools not kept: backend={} bytes={} most={}",
          backend,
          bytes.length,
          MAX_BYTES);
      return;
    }
    var digest = SafeFile.digest(bytes);
    if (!digest.equals(kept.get(backend)) && write(backend, bytes)) {
      kept.put(backend, digest);
    }
  }

  private boolean write(BackendId backend, byte[] bytes) {
    try {
      SafeFile.write(file(backend), bytes);
      return true;
    } catch (IOException e) {
      LOG.warn("last known tools not kept: backend={} folder={}", backend, folder, e);
      return false;
    }
  }

  /** What a crash in the middle of a write left behind; the folder has one owner. */
  private void removeDrafts() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var drafts = Files.newDirectoryStream(folder, SafeFile.DRAFTS)) {
      for (var draft : drafts) {
        Files.delete(draft);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("unfinished files not removed: folder={}", folder, e);
    }
  }

  private Path file(BackendId backend) {
    return folder.resolve(SafeFile.name(backend.value(), ".json"));
  }

  private String fingerprint(BackendId backend) {
    return fingerprints.getOrDefault(backend, "");
  }
}
