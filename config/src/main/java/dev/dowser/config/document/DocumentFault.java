package dev.dowser.config.document;

/**
 * Something that the format does not allow.
 *
 * @param at where
 * @param path keys that lead there, e.g. {@code backends[1].command}; may be empty
 * @param message what was expected and what came; never holds values of the text
 */
public record DocumentFault(Position at, String path, String message) {}
