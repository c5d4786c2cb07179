/** Tests of reading and keeping what backends offer. */
@NullMarked
package dev.dowser.indexer.snapshot;

import org.jspecify.annotations.NullMarked;
