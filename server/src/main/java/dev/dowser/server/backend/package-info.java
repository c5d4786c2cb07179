/**
 * Backends as the gateway sees them: {@link dev.dowser.server.backend.Backend} with its decorators,
 * {@link dev.dowser.server.backend.Backends} that keeps them connected and discovers what they
 * offer, and the {@link dev.dowser.server.backend.Connector} port behind which transports live.
 * Knows no transport and no client.
 */
@NullMarked
package dev.dowser.server.backend;

import org.jspecify.annotations.NullMarked;
