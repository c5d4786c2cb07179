/**
 * Text to vectors: {@link dev.dowser.models.embedding.Embedder} turns texts into {@link
 * dev.dowser.models.embedding.Embedding}s of one {@link
 * dev.dowser.models.embedding.EmbeddingSpace}. Ports and values only; it knows neither tools nor
 * any machine-learning library.
 */
@NullMarked
package dev.dowser.models.embedding;

import org.jspecify.annotations.NullMarked;
