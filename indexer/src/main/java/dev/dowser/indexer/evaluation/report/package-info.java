/**
 * What a bench measured, as text, Markdown and JSON: {@link
 * dev.dowser.indexer.evaluation.report.RetrievalReport} of rankers and sets, {@link
 * dev.dowser.indexer.evaluation.report.Metrics} of one ranking. Knows answers, not who gave them.
 */
@NullMarked
package dev.dowser.indexer.evaluation.report;

import org.jspecify.annotations.NullMarked;
