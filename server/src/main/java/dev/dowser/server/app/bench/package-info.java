/**
 * The verb {@code bench}: {@link dev.dowser.server.app.bench.BenchCommand} and its parts read what
 * the user wants, show progress and write reports; what is measured is the benches' own.
 */
@NullMarked
package dev.dowser.server.app.bench;

import org.jspecify.annotations.NullMarked;
