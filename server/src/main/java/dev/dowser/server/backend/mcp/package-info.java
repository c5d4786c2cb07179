/**
 * Links to backends that speak MCP with a handshake (revisions 2024-11-05 to 2025-11-25): {@link
 * dev.dowser.server.backend.mcp.StdioConnector} for processes of ours, {@link
 * dev.dowser.server.backend.mcp.HttpConnector} for streamable HTTP and {@link
 * dev.dowser.server.backend.mcp.SseConnector} for the transport before it, all under one raw
 * JSON-RPC session; {@link dev.dowser.server.backend.mcp.ProbingConnector} finds out which. Results
 * pass as trees, unread. Knows no catalog, no client and no reconnecting.
 */
@NullMarked
package dev.dowser.server.backend.mcp;

import org.jspecify.annotations.NullMarked;
