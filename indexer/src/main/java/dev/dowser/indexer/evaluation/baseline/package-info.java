/**
 * Another gateway's way to find tools, rebuilt to be measured beside ours: {@link
 * dev.dowser.indexer.evaluation.baseline.FourAndFour}. Knows neither Lucene nor our ranking.
 */
@NullMarked
package dev.dowser.indexer.evaluation.baseline;

import org.jspecify.annotations.NullMarked;
