/** Tests of the links to backends against a server that misbehaves in every way we know. */
@NullMarked
package dev.dowser.server.backend.mcp;

import org.jspecify.annotations.NullMarked;
