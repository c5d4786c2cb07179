/** Backends made by hand, for tests of whatever stands on the ports. */
@NullMarked
package dev.dowser.server.backend.testing;

import org.jspecify.annotations.NullMarked;
