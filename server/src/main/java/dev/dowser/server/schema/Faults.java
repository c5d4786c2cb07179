package dev.dowser.server.schema;

import com.networknt.schema.Error;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with arguments; nothing if they fit or cannot be checked. */
public final class Faults {
  static final Faults NONE = new Faults(List.of());

  /**
   * One of them.
   *
   * @param path JSON pointer to the value; empty for the arguments as a whole
   * @param keyword what it breaks
   * @param message in the validator's words; may quote the value
   */
  public record Fault(String path, String keyword, String message) {}

  private final List<Error> errors;

  Faults(List<Error> errors) {
    this.errors = List.copyOf(errors);
  }

  /** Whether nothing is wrong. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  /** Each of them, for those who tell them in words of their own. */
  public List<Fault> each() {
    return errors.stream()
        .map(error ->
            new Fault(
                error.getInstanceLocation().toString(),
                Objects.requireNonNullElse(error.getKeyword(), ""),
                error.getMessage()))
        .toList();
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
