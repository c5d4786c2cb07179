package dev.dowser.indexer.index;

/**
 * What bringing an index to a catalog changed. Vectors follow in the background.
 *
 * @param added tools that were not there
 * @param changed tools whose text or name changed
 * @param removed tools that are hidden now
 */
public record IndexUpdate(int added, int changed, int removed) {}
