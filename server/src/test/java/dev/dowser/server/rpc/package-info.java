/** Tests of messages. */
@NullMarked
package dev.dowser.server.rpc;

import org.jspecify.annotations.NullMarked;
