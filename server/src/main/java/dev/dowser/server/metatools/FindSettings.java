package dev.dowser.server.metatools;

import java.util.List;
import java.util.Optional;

/**
 * How {@code find_tool} presents itself and answers when the client does not say.
 *
 * @param maxToolsToReturn hits of an answer, 1..50
 * @param maxTokens size of an answer, at least {@value #LEAST_TOKENS}
 * @param detail how much of each tool
 * @param findToolDescription replaces the description of {@code find_tool}, overview included
 * @param overviewTokens budget of the generated overview, 0 for none
 * @param pinnedTools exposed names of tools that are listed beside the two, in this order
 */
public record FindSettings(
    int maxToolsToReturn,
    int maxTokens,
    Detail detail,
    Optional<String> findToolDescription,
    int overviewTokens,
    List<String> pinnedTools) {

  /** What a client may ask for at least: below it not even one signature fits. */
  static final int LEAST_TOKENS = 50;

  static final int MOST_TOOLS = 50;

  /** The defaults of the configuration. */
  public static final FindSettings DEFAULT =
      new FindSettings(8, 600, Detail.SIGNATURE, Optional.empty(), 150, List.of());

  /** Checks the ranges and copies the list. */
  public FindSettings {
    pinnedTools = List.copyOf(pinnedTools);
    if (maxToolsToReturn < 1 || maxToolsToReturn > MOST_TOOLS) {
      throw new IllegalArgumentException("maxToolsToReturn must be 1..50, got " + maxToolsToReturn);
    }
    if (maxTokens < LEAST_TOKENS) {
      throw new IllegalArgumentException("maxTokens must be at least 50, got " + maxTokens);
    }
    if (overviewTokens < 0) {
      throw new IllegalArgumentException(
          "overviewTokens must be at least 0, got " + overviewTokens);
    }
  }

  /** The same without a generated overview. */
  public FindSettings withoutOverview() {
    return new FindSettings(
        maxToolsToReturn, maxTokens, detail, findToolDescription, 0, pinnedTools);
  }
}
