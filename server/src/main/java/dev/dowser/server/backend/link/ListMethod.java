package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.Capability;

/** The requests by which a backend lists what it has. */
enum ListMethod {
  TOOLS("tools/list", "tools", Capability.TOOLS),
  PROMPTS("prompts/list", "prompts", Capability.PROMPTS),
  RESOURCES("resources/list", "resources", Capability.RESOURCES),
  TEMPLATES("resources/templates/list", "resourceTemplates", Capability.RESOURCES);

  private final String text;
  private final String member;
  private final Capability capability;

  ListMethod(String text, String member, Capability capability) {
    this.text = text;
    this.member = member;
    this.capability = capability;
  }

  /** As on the wire. */
  String text() {
    return text;
  }

  /** The member of the result that has the entries. */
  String member() {
    return member;
  }

  /** What a backend declares that answers it. */
  Capability capability() {
    return capability;
  }
}
