package dev.dowser.models.remote;

import dev.dowser.models.embedding.Embedding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors that the anchor had, one file for each description of a model: big-endian floats, one
 * vector after the other. So a model is known again after a restart, at another address too, and
 * one that changed under its name is not.
 */
final class KnownAnchors {
  private static final Logger LOG = LoggerFactory.getLogger(KnownAnchors.class);

  /** A server that has another model each time must not fill the disk. */
  private static final int MOST = 8;

  private final Path folder;

  KnownAnchors(Path folder) {
    this.folder = folder;
  }

  /**
   * The known vector that is the same model's, or this one, which is known from now on.
   *
   * @param description names a file
   */
  Embedding known(String description, Embedding now) {
    var file = folder.resolve(description + ".anchors");
    try {
      var known = read(file, now.dimensions());
      var same = known.stream().filter(anchor -> Anchor.isSame(anchor, now)).findFirst();
      if (same.isEmpty()) {
        known.addLast(now);
        write(file, known.subList(Math.max(0, known.size() - MOST), known.size()));
      }
      return same.orElse(now);
    } catch (IOException e) {
      LOG.warn("the model of the embedding server will not be known again: {}", e.toString());
      return now;
    }
  }

  private static List<Embedding> read(Path file, int dimensions) throws IOException {
    var bytes = bytes(file);
    var one = dimensions * Float.BYTES;
    var anchors = new ArrayList<Embedding>();
    if (bytes.length % one != 0 || bytes.length > MOST * one) {
      LOG.warn("{} is damaged and is written anew", file);
      return anchors;
    }
    var floats = ByteBuffer.wrap(bytes).asFloatBuffer();
    while (floats.hasRemaining()) {
      var values = new float[dimensions];
      floats.get(values);
      anchors.add(new Embedding(values));
    }
    return anchors;
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return new byte[0];
    }
  }

  private void write(Path file, List<Embedding> anchors) throws IOException {
    Files.createDirectories(folder);
    var bytes = ByteBuffer.allocate(anchors.size() * anchors.getFirst().dimensions() * Float.BYTES);
    for (var anchor : anchors) {
      bytes.asFloatBuffer().put(anchor.values());
      bytes.position(bytes.position() + anchor.dimensions() * Float.BYTES);
    }
    var unfinished = Files.createTempFile(folder, "anchors", ".tmp");
    try {
      Files.write(unfinished, bytes.array());
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
