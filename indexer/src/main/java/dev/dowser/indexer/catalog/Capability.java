package dev.dowser.indexer.catalog;

/**
 * What a server may declare that it offers
 * (https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#capability-negotiation).
 */
public enum Capability {
  /** {@code tools}. */
  TOOLS,
  /** {@code prompts}. */
  PROMPTS,
  /** {@code resources}, which includes their templates. */
  RESOURCES,
  /** {@code resources.subscribe}: it tells of changed resources. */
  SUBSCRIPTIONS,
  /** {@code completions}: it completes arguments of prompts and templates. */
  COMPLETIONS
}
