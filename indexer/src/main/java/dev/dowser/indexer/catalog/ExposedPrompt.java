package dev.dowser.indexer.catalog;

/**
 * A prompt under the name that clients see.
 *
 * @param name unique among the prompts of its catalog; the rules for names of tools hold
 * @param prompt what the name stands for
 */
public record ExposedPrompt(String name, Prompt prompt) {}
