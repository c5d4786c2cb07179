package dev.dowser.indexer.catalog;

/**
 * A tool under the name that clients see.
 *
 * @param name unique in its catalog; at most 64 characters of {@code [A-Za-z0-9_-]}
 * @param tool what the name stands for
 * @param stale whether the backend has not answered yet in this run
 */
public record ExposedTool(String name, Tool tool, boolean stale) {}
