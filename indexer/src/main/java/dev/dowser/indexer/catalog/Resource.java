package dev.dowser.indexer.catalog;

/**
 * A resource that a backend lists.
 *
 * @param backend whose
 * @param uri absolute; the same towards clients
 * @param definition the whole definition as compact JSON object text
 */
public record Resource(BackendId backend, String uri, String definition) {}
