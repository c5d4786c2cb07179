/**
 * Measures finding on sets of labelled queries: {@link
 * dev.dowser.indexer.evaluation.RetrievalBench} runs the sets that {@code sets} reads through the
 * same index that serves clients and gives a {@code report}; {@code baseline} has what it is
 * compared with. Knows neither Lucene nor the wire.
 */
@NullMarked
package dev.dowser.indexer.evaluation;

import org.jspecify.annotations.NullMarked;
