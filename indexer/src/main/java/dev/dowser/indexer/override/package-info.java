/**
 * Overrides of the configuration applied to tools: {@link
 * dev.dowser.indexer.override.DefinitionOverrides} makes of one backend's tools the {@link
 * dev.dowser.indexer.override.Variant}s that are offered. It knows no clients and no calls.
 */
@NullMarked
package dev.dowser.indexer.override;

import org.jspecify.annotations.NullMarked;
