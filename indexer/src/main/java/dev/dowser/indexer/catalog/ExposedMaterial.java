package dev.dowser.indexer.catalog;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The prompts, resources and templates of a virtual server as its clients see them. A hidden one
 * cannot be reached either, since nothing but clients asks for it.
 */
public final class ExposedMaterial {
  /** Nothing. */
  public static final ExposedMaterial NONE =
      new ExposedMaterial(List.of(), List.of(), List.of(), List.of());

  private final NavigableMap<String, ExposedPrompt> prompts;
  private final NavigableMap<String, Resource> resources;
  private final NavigableMap<String, ResourceTemplate> templates;
  private final List<ResourceTemplate> inOrder;
  private final List<MaterialFault> faults;

  /**
   * What clients see.
   *
   * @param prompts no name twice
   * @param resources no URI twice
   * @param templates in the order in which they are tried, no template twice
   * @param faults what clients do not see, and why
   */
  public ExposedMaterial(
      List<ExposedPrompt> prompts,
      List<Resource> resources,
      List<ResourceTemplate> templates,
      List<MaterialFault> faults) {
    this.prompts = sorted(prompts, ExposedPrompt::name);
    this.resources = sorted(resources, Resource::uri);
    this.templates = sorted(templates, template -> template.template().text());
    this.inOrder = List.copyOf(templates);
    this.faults = List.copyOf(faults);
  }

  private static <T> NavigableMap<String, T> sorted(List<T> all, Function<T, String> key) {
    var byKey = new TreeMap<String, T>();
    all.forEach(one -> byKey.put(key.apply(one), one));
    return Collections.unmodifiableNavigableMap(byKey);
  }

  /** By exposed name, sorted by that name. */
  public NavigableMap<String, ExposedPrompt> prompts() {
    return prompts;
  }

  /** By URI, sorted by URI. */
  public NavigableMap<String, Resource> resources() {
    return resources;
  }

  /** By the template's text, sorted by that. */
  public NavigableMap<String, ResourceTemplate> templates() {
    return templates;
  }

  /** What clients do not see although a backend has it. */
  public List<MaterialFault> faults() {
    return faults;
  }

  /**
   * The backend to ask for this URI: the one that lists it; else the first one, in configuration
   * order, with a template that makes it; else the first one with a template that makes it if its
   * variables may hold slashes, which many servers allow.
   */
  public Optional<BackendId> owner(String uri) {
    var listed = resources.get(uri);
    if (listed != null) {
      return Optional.of(listed.backend());
    }
    return Stream.<Function<UriTemplate, Boolean>>of(
            template -> template.matches(uri), template -> template.matchesLoosely(uri))
        .flatMap(matches -> inOrder.stream().filter(template -> matches.apply(template.template())))
        .map(ResourceTemplate::backend)
        .findFirst();
  }
}
