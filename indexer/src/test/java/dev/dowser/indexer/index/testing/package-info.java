/** Catalogs for tests of this and other modules. */
@NullMarked
package dev.dowser.indexer.index.testing;

import org.jspecify.annotations.NullMarked;
