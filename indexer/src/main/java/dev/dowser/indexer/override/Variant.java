package dev.dowser.indexer.override;

import dev.dowser.indexer.catalog.Adaptation;
import java.util.Map;
import java.util.Optional;

/**
 * One way in which a tool is offered; what is empty stays as the backend has it.
 *
 * @param name in place of its own
 * @param title for people
 * @param description in place of its own
 * @param annotations the title and the hints that are set
 * @param adaptation of arguments
 */
public record Variant(
    Optional<String> name,
    Optional<String> title,
    Optional<String> description,
    Annotations annotations,
    Adaptation adaptation) {

  /**
   * Annotations.
   *
   * @param title for people, older than the tool's own title
   * @param hints by their names in MCP; hints that are not here stay
   */
  public record Annotations(Optional<String> title, Map<String, Boolean> hints) {

    /** Nothing is set. */
    public static final Annotations NONE = new Annotations(Optional.empty(), Map.of());

    /** Copies the map. */
    public Annotations {
      hints = Map.copyOf(hints);
    }
  }
}
