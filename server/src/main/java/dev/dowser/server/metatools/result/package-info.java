/**
 * Results that are too long for a model: {@link dev.dowser.server.metatools.result.ResultLimit}
 * shows their beginning, {@link dev.dowser.server.metatools.result.KeptResults} keeps the rest for
 * {@code read_result}. Offsets count UTF-16 code units over the texts of all blocks, one after
 * another. Knows no tools and no catalog.
 */
@NullMarked
package dev.dowser.server.metatools.result;

import org.jspecify.annotations.NullMarked;
