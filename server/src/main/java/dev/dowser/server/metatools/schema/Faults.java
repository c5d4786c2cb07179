package dev.dowser.server.metatools.schema;

import com.networknt.schema.Error;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with arguments; nothing if they fit or cannot be checked. */
public final class Faults {
  static final Faults NONE = new Faults(List.of());

  private final List<Error> errors;

  Faults(List<Error> errors) {
    this.errors = List.copyOf(errors);
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /**
   * A line for each of the first: where it is, what was expected and what came.
   *
   * @param inputSchema whose parameters are proposed for unknown ones
   */
  public String text(JsonNode inputSchema) {
    return FaultText.of(errors, inputSchema);
  }

  /** The arguments read differently where the faults are about the types of strings, if any is. */
  public Optional<Coercion> coerced(ObjectNode arguments) {
    return Coercion.of(arguments, errors);
  }
}
