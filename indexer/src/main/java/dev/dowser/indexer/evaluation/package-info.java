/**
 * Measures finding on sets of labelled queries: {@link
 * dev.dowser.indexer.evaluation.RetrievalBench} runs them through the same index that serves
 * clients and gives a {@link dev.dowser.indexer.evaluation.RetrievalReport}; {@link
 * dev.dowser.indexer.evaluation.QuerySet} is what it reads. Knows neither Lucene nor the wire.
 */
@NullMarked
package dev.dowser.indexer.evaluation;

import org.jspecify.annotations.NullMarked;
