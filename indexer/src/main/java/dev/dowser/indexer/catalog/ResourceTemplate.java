package dev.dowser.indexer.catalog;

/**
 * A template by which a backend makes resources that it does not list.
 *
 * @param backend whose
 * @param template of their URIs; the same towards clients
 * @param definition the whole definition as compact JSON object text
 */
public record ResourceTemplate(BackendId backend, UriTemplate template, String definition) {}
