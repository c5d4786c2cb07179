/**
 * Reads sets of labelled queries: {@link dev.dowser.indexer.evaluation.sets.QuerySet} is a catalog
 * with queries whose answers are known; what is wrong with its files is told at once, with file and
 * line, by {@link dev.dowser.indexer.evaluation.sets.BadSetException}. Knows no ranking.
 */
@NullMarked
package dev.dowser.indexer.evaluation.sets;

import org.jspecify.annotations.NullMarked;
