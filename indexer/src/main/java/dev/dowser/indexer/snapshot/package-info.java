/**
 * From JSON to the domain and back to disk: {@link dev.dowser.indexer.snapshot.ToolReader} reads
 * what a backend lists, {@link dev.dowser.indexer.snapshot.SnapshotStore} keeps the last known
 * answers across restarts. Knows JSON, not the wire.
 */
@NullMarked
package dev.dowser.indexer.snapshot;

import org.jspecify.annotations.NullMarked;
