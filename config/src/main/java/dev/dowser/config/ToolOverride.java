package dev.dowser.config;

import java.util.Map;
import java.util.Optional;

/**
 * One way in which a tool is offered; what is empty stays as the backend has it.
 *
 * @param name in place of its own
 * @param title for people
 * @param description in place of its own
 * @param annotationTitle {@code annotations.title}
 * @param hints {@code annotations} of MCP by name, as far as they are set
 * @param arguments what becomes of a call's arguments
 */
public record ToolOverride(
    Optional<String> name,
    Optional<String> title,
    Optional<String> description,
    Optional<String> annotationTitle,
    Map<String, Boolean> hints,
    ArgumentOverrides arguments) {

  /** Copies the map. */
  public ToolOverride {
    hints = Map.copyOf(hints);
  }
}
