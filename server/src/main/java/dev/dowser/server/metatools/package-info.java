/**
 * The two tools of find mode, {@code find_tool} and {@code call_tool}: {@link
 * dev.dowser.server.metatools.FindModeSurface} with its {@link
 * dev.dowser.server.metatools.FindSettings}. Decodes forgivingly, renders within a token budget and
 * checks arguments before a backend sees them; {@code signature}, {@code schema} and {@code text}
 * have what can be said without an answer. Knows no wire, no transport and no index.
 */
@NullMarked
package dev.dowser.server.metatools;

import org.jspecify.annotations.NullMarked;
