/**
 * Catalog to Lucene: {@link dev.dowser.indexer.index.ToolIndex} follows the catalog of one virtual
 * server, {@link dev.dowser.indexer.index.VectorCache} keeps every vector ever computed for all of
 * them. Knows no wire.
 */
@NullMarked
package dev.dowser.indexer.index;

import org.jspecify.annotations.NullMarked;
