/**
 * The one coded exception, {@link dev.dowser.server.fault.GatewayException}, for everything that is
 * not an expected outcome.
 */
@NullMarked
package dev.dowser.server.fault;

import org.jspecify.annotations.NullMarked;
