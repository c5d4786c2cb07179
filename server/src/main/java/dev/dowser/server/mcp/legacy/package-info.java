/**
 * The generation with a handshake and sessions (revisions 2025-03-26 to 2025-11-25): {@link
 * dev.dowser.server.mcp.legacy.LegacyEndpoint}. Nothing outside knows what these revisions differ
 * in.
 */
@NullMarked
package dev.dowser.server.mcp.legacy;

import org.jspecify.annotations.NullMarked;
