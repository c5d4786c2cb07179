package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.MaterialFault;
import dev.dowser.indexer.catalog.Prompt;
import dev.dowser.indexer.catalog.Resource;
import dev.dowser.indexer.catalog.ResourceTemplate;
import dev.dowser.indexer.catalog.UriTemplate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads MCP definitions of prompts, resources and resource templates with the care of {@link
 * ToolReader}.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/server/resources">MCP:
 *     resources</a>
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/server/prompts">MCP:
 *     prompts</a>
 */
public final class MaterialReader {
  /** Longest own name of a prompt. */
  public static final int MAX_NAME = ToolReader.MAX_NAME;

  /** Longest URI in characters. */
  public static final int MAX_URI = 2_000;

  /** Longest definition in characters of compact JSON. */
  public static final int MAX_DEFINITION = 100_000;

  /** Most prompts of one backend; the same for resources. */
  public static final int MAX_ENTRIES = 20_000;

  /** Most templates of one backend: each may be compared with each URI that is read. */
  public static final int MAX_TEMPLATES = 1_000;

  /** RFC 3986 without more than clients check; they refuse a whole list for one relative URI. */
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S.*");

  private MaterialReader() {}

  /** Reads the concatenated {@code prompts} arrays of all pages; not written to. */
  public static EntriesRead<Prompt> prompts(BackendId backend, List<JsonNode> definitions) {
    return EntryReader.read(
        kind(MaterialFault.Kind.PROMPT, "name", MAX_NAME, MAX_ENTRIES, new Prompts(backend)),
        definitions);
  }

  /** Reads the concatenated {@code resources} arrays of all pages; not written to. */
  public static EntriesRead<Resource> resources(BackendId backend, List<JsonNode> definitions) {
    return EntryReader.read(
        kind(MaterialFault.Kind.RESOURCE, "uri", MAX_URI, MAX_ENTRIES, new Resources(backend)),
        definitions);
  }

  /** Reads the concatenated {@code resourceTemplates} arrays of all pages; not written to. */
  public static EntriesRead<ResourceTemplate> templates(
      BackendId backend, List<JsonNode> definitions) {
    return EntryReader.read(
        kind(
            MaterialFault.Kind.TEMPLATE,
            "uriTemplate",
            UriTemplate.MAX_LENGTH,
            MAX_TEMPLATES,
            new Templates(backend)),
        definitions);
  }

  private static <T> EntryReader.Kind<T> kind(
      MaterialFault.Kind what, String key, int maxKey, int most, EntryReader.Maker<T> maker) {
    return new EntryReader.Kind<>(
        what.word() + ": ", what.word() + "s", key, maxKey, MAX_DEFINITION, most, maker);
  }

  private record Prompts(BackendId backend) implements EntryReader.Maker<Prompt> {

    @Override
    public Optional<String> fault(String name, ObjectNode raw) {
      return Optional.empty();
    }

    @Override
    public ObjectNode repaired(ObjectNode raw) {
      return MaterialRepair.prompt(raw);
    }

    @Override
    public Prompt make(String name, ObjectNode definition, String text) {
      return new Prompt(backend, name, text);
    }
  }

  private record Resources(BackendId backend) implements EntryReader.Maker<Resource> {

    @Override
    public Optional<String> fault(String uri, ObjectNode raw) {
      return ABSOLUTE.matcher(uri).matches()
          ? Optional.empty()
          : Optional.of("uri must begin with a scheme such as file:");
    }

    @Override
    public ObjectNode repaired(ObjectNode raw) {
      return MaterialRepair.resource(raw, "uri");
    }

    @Override
    public Resource make(String uri, ObjectNode definition, String text) {
      return new Resource(backend, uri, text);
    }
  }

  private record Templates(BackendId backend) implements EntryReader.Maker<ResourceTemplate> {

    @Override
    public Optional<String> fault(String template, ObjectNode raw) {
      try {
        var _ = UriTemplate.of(template);
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.of("uriTemplate " + e.getMessage());
      }
    }

    @Override
    public ObjectNode repaired(ObjectNode raw) {
      return MaterialRepair.resource(raw, "uriTemplate");
    }

    @Override
    public ResourceTemplate make(String template, ObjectNode definition, String text) {
      return new ResourceTemplate(backend, UriTemplate.of(template), text);
    }
  }
}
