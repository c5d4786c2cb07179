package dev.dowser.indexer.catalog;

import java.util.List;

/**
 * What a backend has besides tools, in its own order.
 *
 * @param prompts no name twice
 * @param resources no URI twice
 * @param templates no template twice
 */
public record Material(
    List<Prompt> prompts, List<Resource> resources, List<ResourceTemplate> templates) {

  /** Nothing. */
  public static final Material NONE = new Material(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Material {
    prompts = List.copyOf(prompts);
    resources = List.copyOf(resources);
    templates = List.copyOf(templates);
  }
}
