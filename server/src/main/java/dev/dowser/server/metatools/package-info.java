/**
 * The two tools of find mode, {@code find_tool} and {@code call_tool}: {@link
 * dev.dowser.server.metatools.FindModeSurface} with its {@link
 * dev.dowser.server.metatools.FindSettings}. Decodes forgivingly, renders within a token budget and
 * checks arguments before a backend sees them; knows no wire, no transport and no index.
 */
@NullMarked
package dev.dowser.server.metatools;

import org.jspecify.annotations.NullMarked;
