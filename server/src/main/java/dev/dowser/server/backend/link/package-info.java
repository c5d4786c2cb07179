/**
 * Keeps every backend connected and discovered: {@link
 * dev.dowser.server.backend.link.ConnectedBackends} owns one {@link
 * dev.dowser.server.backend.link.BackendLink} per backend, a small state machine that works through
 * its events one by one, and puts the decorators of {@link dev.dowser.server.backend.Backend}
 * around it. Knows no transport, no client and no catalog.
 */
@NullMarked
package dev.dowser.server.backend.link;

import org.jspecify.annotations.NullMarked;
