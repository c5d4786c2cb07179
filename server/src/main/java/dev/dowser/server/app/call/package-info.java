/**
 * What {@code dowser call} does between the shell and a tool: {@link
 * dev.dowser.server.app.call.ArgumentReader} makes typed arguments of words, {@link
 * dev.dowser.server.app.call.CallProgress} shows what comes before the result, {@link
 * dev.dowser.server.app.call.ResultText} shows the result. Knows no gateway.
 */
@NullMarked
package dev.dowser.server.app.call;

import org.jspecify.annotations.NullMarked;
