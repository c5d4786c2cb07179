package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One server as a client's file has it.
 *
 * @param name as written
 * @param place where
 * @param value what stands under the name
 * @param surroundings what references in it mean
 * @param off why the client does not use it
 */
record ClientEntry(
    String name, Place place, Node value, Surroundings surroundings, Optional<String> off) {

  /**
   * What an entry is seen in.
   *
   * @param dialect whose file it is
   * @param workspace the project that the file belongs to
   * @param inputs VS Code's inputs by id
   */
  record Surroundings(Dialect dialect, Optional<Path> workspace, Map<String, Node.Mapping> inputs) {

    Surroundings {
      inputs = Map.copyOf(inputs);
    }

    Surroundings in(Path project) {
      return new Surroundings(dialect, Optional.of(project), inputs);
    }
  }
}
