package dev.dowser.config;

/** One MCP server behind the gateway. */
public sealed interface BackendSettings permits StdioBackendSettings, HttpBackendSettings {

  /** Unique; made of letters, digits, {@code _}, {@code .} and {@code -}. */
  String name();

  /** Bounds that belong to this backend alone. */
  BackendLimits limits();
}
