/**
 * Checks values against JSON Schemas that others wrote, within bounds of time, depth and memory and
 * without fetching anything: {@link dev.dowser.server.schema.CompiledSchema} gives {@link
 * dev.dowser.server.schema.Faults}, which can be told in words or, where strings stand for other
 * types, mended. The only package that sees the validator; knows no answer.
 */
@NullMarked
package dev.dowser.server.schema;

import org.jspecify.annotations.NullMarked;
