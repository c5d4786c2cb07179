/**
 * What tests of other modules use instead of a model: {@link
 * dev.dowser.models.embedding.testing.FixedEmbedder} and {@link
 * dev.dowser.models.embedding.testing.StagedEmbedderSource}; and {@link
 * dev.dowser.models.embedding.testing.EmbedderContract}, which each embedder passes.
 */
@NullMarked
package dev.dowser.models.embedding.testing;

import org.jspecify.annotations.NullMarked;
