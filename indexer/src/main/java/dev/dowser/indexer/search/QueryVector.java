package dev.dowser.indexer.search;

/**
 * What a need means.
 *
 * @param space id of the embedding space, text template included
 * @param vector its vector there
 */
public record QueryVector(String space, CodedVector vector) {}
