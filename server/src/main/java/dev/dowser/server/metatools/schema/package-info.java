/**
 * Checks values against the JSON Schema of a backend's tool within bounds of time and depth: {@link
 * dev.dowser.server.metatools.schema.CompiledSchema} gives {@link
 * dev.dowser.server.metatools.schema.Faults}, which can be told in words or, where strings stand
 * for other types, mended. The only package that sees the validator; knows no answer.
 */
@NullMarked
package dev.dowser.server.metatools.schema;

import org.jspecify.annotations.NullMarked;
