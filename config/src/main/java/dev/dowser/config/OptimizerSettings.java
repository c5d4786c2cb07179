package dev.dowser.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How find answers.
 *
 * @param maxToolsToReturn most hits of one answer
 * @param maxTokens most tokens of one answer
 * @param detail how much of a hit is shown
 * @param findToolDescription description of find_tool in place of the generated one
 * @param overviewTokens most tokens of the generated overview of backends
 * @param pinnedTools names, as clients see them, of tools that are listed beside find_tool and
 *     call_tool
 * @param maxResultTokens most tokens of a result of call_tool; empty for no limit
 * @param allowModeOverride whether clients may choose the other mode for their session
 */
public record OptimizerSettings(
    int maxToolsToReturn,
    int maxTokens,
    Detail detail,
    Optional<String> findToolDescription,
    int overviewTokens,
    List<String> pinnedTools,
    OptionalInt maxResultTokens,
    boolean allowModeOverride) {

  /** Copies the list. */
  public OptimizerSettings {
    pinnedTools = List.copyOf(pinnedTools);
  }

  /** What holds where nothing is configured. */
  public static OptimizerSettings defaults() {
    return new OptimizerSettings(
        8, 600, Detail.SIGNATURE, Optional.empty(), 150, List.of(), OptionalInt.empty(), false);
  }

  /** How much of a hit is shown. */
  public enum Detail {
    /** Name, one-line signature, beginning of the description. */
    SIGNATURE,
    /** The full definition. */
    SCHEMA,
    /** The name alone. */
    NAME
  }
}
