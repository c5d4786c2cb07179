/**
 * JSON-RPC towards clients, what all protocol generations share: {@link
 * dev.dowser.server.mcp.McpEndpoint} is what HTTP drives, {@link
 * dev.dowser.server.mcp.PendingReply} decides the form of an answer by its first message, {@link
 * dev.dowser.server.mcp.Answers} turns every end of a request into a message. Knows no HTTP
 * framework.
 */
@NullMarked
package dev.dowser.server.mcp;

import org.jspecify.annotations.NullMarked;
