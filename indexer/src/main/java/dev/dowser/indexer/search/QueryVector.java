package dev.dowser.indexer.search;

/**
 * What a need means.
 *
 * @param space id of the embedding space, text template included
 * @param model name of the model, which says what a similarity is worth
 * @param vector its vector there
 */
public record QueryVector(String space, String model, CodedVector vector) {}
