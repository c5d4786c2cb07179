/**
 * Measures what an agent pays and gets over query sets, through the surface that serves clients:
 * {@link dev.dowser.server.bench.TokenBench} counts tokens, {@link
 * dev.dowser.server.bench.SignatureBench} calls every tool from its signature. Knows no command
 * line.
 */
@NullMarked
package dev.dowser.server.bench;

import org.jspecify.annotations.NullMarked;
