/**
 * From a {@link dev.dowser.indexer.search.ToolQuery} to {@link
 * dev.dowser.indexer.search.RankedTools}: retrievers, fusion, cut-off. Sees Lucene and the
 * embedder; knows no wire.
 */
@NullMarked
package dev.dowser.indexer.search;

import org.jspecify.annotations.NullMarked;
