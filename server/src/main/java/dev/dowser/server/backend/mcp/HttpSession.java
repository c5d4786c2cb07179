package dev.dowser.server.backend.mcp;

import java.util.Optional;

/**
 * A session the backend gave us; several follow each other on one link.
 *
 * @param id its name in {@code Mcp-Session-Id}, if the backend uses one
 * @param greeting what its handshake agreed on
 * @param since {@link System#nanoTime()} of the handshake
 */
record HttpSession(Optional<String> id, Greeting greeting, long since) {}
