package dev.dowser.config.document;

import java.util.List;
import java.util.Optional;

/**
 * What could be read of a text.
 *
 * @param root empty when the text cannot be read at all; then there is at least one fault
 * @param faults in the order of the text
 */
public record Document(Optional<Node> root, List<DocumentFault> faults) {

  /** Copies the list. */
  public Document {
    faults = List.copyOf(faults);
  }
}
