package dev.dowser.indexer.catalog;

/**
 * A prompt that a backend has.
 *
 * @param backend whose
 * @param name its name there
 * @param definition the whole definition as compact JSON object text, with the own name
 */
public record Prompt(BackendId backend, String name, String definition) {}
