/**
 * Checks values against JSON Schemas that others wrote: {@link
 * dev.dowser.server.schema.CompiledSchema}, within bounds of time, depth and memory. Nothing is
 * fetched. It knows no tools.
 */
@NullMarked
package dev.dowser.server.schema;

import org.jspecify.annotations.NullMarked;
