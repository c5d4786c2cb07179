/** Tests of the domain. */
@NullMarked
package dev.dowser.indexer.catalog;

import org.jspecify.annotations.NullMarked;
