package dev.dowser.indexer.catalog;

/**
 * One property of a tool's input schema, as far as finding needs it.
 *
 * @param name the property's name
 * @param description its description and enum values, empty if it has none
 */
public record Parameter(String name, String description) {}
