package dev.dowser.models.onnx;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder for the time of loading: once a model and the native libraries are in memory,
 * their files are not needed.
 */
record PassingFolder(Path path) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PassingFolder.class);

  static PassingFolder create() {
    try {
      return new PassingFolder(Files.createTempDirectory("dowser-models"));
    } catch (IOException e) {
      throw new EmbeddingException(
          Reason.MISSING, "the model needs a temporary folder, and none could be made: " + e, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException e) {
      LOG.warn("the temporary folder {} stays behind", path, e);
    }
  }
}
