/**
 * Client sessions of the 2025 generation: {@link dev.dowser.server.session.Sessions} opens, finds,
 * revives and ends them by signed ids; a {@link dev.dowser.server.session.Session} is a small
 * object at the edge with the requests in flight and the open streams. Knows no tool and no HTTP.
 */
@NullMarked
package dev.dowser.server.session;

import org.jspecify.annotations.NullMarked;
