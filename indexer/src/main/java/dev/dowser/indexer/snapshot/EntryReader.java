package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.LeftOut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the entries of a list that a backend answered; what cannot be used is left out with its
 * reason, never the rest. Used once.
 */
final class EntryReader<T> {
  private static final int MAX_REPORTED = 100;

  private final Kind<T> kind;
  private final Map<String, T> entries = new LinkedHashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private int unreported;

  /**
   * What the entries are.
   *
   * @param prefix begins each reason, so that one sees what was left out; may be empty
   * @param plural for messages
   * @param key the member that tells entries apart
   * @param maxKey its most characters
   * @param maxDefinition most characters of compact JSON
   * @param maxEntries most entries
   * @param maker makes what is kept
   */
  record Kind<T>(
      String prefix,
      String plural,
      String key,
      int maxKey,
      int maxDefinition,
      int maxEntries,
      Maker<T> maker) {}

  /** What is special about one kind of entry. */
  interface Maker<T> {

    /** Why no client would take this definition, whose key is fine. */
    Optional<String> fault(String key, ObjectNode raw);

    /** A copy without what strict clients refuse. */
    ObjectNode repaired(ObjectNode raw);

    /** What is kept of it; {@code text} is the definition. */
    T make(String key, ObjectNode definition, String text);
  }

  private EntryReader(Kind<T> kind) {
    this.kind = kind;
  }

  /** Reads them all; the definitions are not written to. */
  static <T> EntriesRead<T> read(Kind<T> kind, List<JsonNode> definitions) {
    var reader = new EntryReader<>(kind);
    for (int i = 0; i < definitions.size(); i++) {
      if (reader.entries.size() == kind.maxEntries()) {
        reader.leaveOutRest(definitions.size() - i);
        break;
      }
      reader.readEntry(definitions.get(i), i);
    }
    return reader.result();
  }

  private void readEntry(JsonNode entry, int index) {
    if (!(entry instanceof ObjectNode definition)) {
      leaveOut("", "entry " + index + " must be an object, got " + kind(entry));
      return;
    }
    var key = definition.path(kind.key());
    var fault = keyFault(key, index);
    if (fault.isEmpty()) {
      readDefinition(key.asString(), definition);
    } else {
      leaveOut(key.isString() ? key.asString() : "", fault);
    }
  }

  private String keyFault(JsonNode node, int index) {
    if (!node.isString()) {
      return kind.key() + " of entry " + index + " must be a string, got " + kind(node);
    }
    var key = node.asString();
    if (key.isBlank()) {
      return kind.key() + " of entry " + index + " is blank";
    }
    if (key.length() > kind.maxKey()) {
      return "%s must have at most %d characters, got %d"
          .formatted(kind.key(), kind.maxKey(), key.length());
    }
    if (!DefinitionText.isUnicode(key)) {
      return kind.key() + " has half a surrogate pair, which no message can carry";
    }
    return entries.containsKey(key)
        ? "the backend has this " + kind.key() + " twice; the first counts"
        : "";
  }

  private void readDefinition(String key, ObjectNode raw) {
    var fault = kind.maker().fault(key, raw);
    if (fault.isPresent()) {
      leaveOut(key, fault.get());
      return;
    }
    try {
      keep(key, DefinitionText.of(kind.maker().repaired(raw)));
    } catch (JacksonException e) {
      leaveOut(key, "definition cannot be written as JSON: " + e.getOriginalMessage());
    }
  }

  private void keep(String key, String text) {
    if (text.length() > kind.maxDefinition()) {
      leaveOut(
          key,
          "definition must have at most %d characters of JSON, got %d"
              .formatted(kind.maxDefinition(), text.length()));
      return;
    }
    var definition = (ObjectNode) DefinitionText.MAPPER.readTree(text);
    entries.put(key, kind.maker().make(key, definition, text));
  }

  private void leaveOut(String key, String reason) {
    if (leftOut.size() < MAX_REPORTED) {
      leftOut.add(leftOut(DefinitionText.cut(key, LeftOut.MAX_NAME), reason));
    } else {
      unreported++;
    }
  }

  private void leaveOutRest(int count) {
    leftOut.add(
        leftOut(
            "",
            "a backend may have %d %s; %d further are left out"
                .formatted(kind.maxEntries(), kind.plural(), count)));
  }

  private EntriesRead<T> result() {
    if (unreported > 0) {
      leftOut.add(leftOut("", unreported + " further entries could not be used"));
    }
    return new EntriesRead<>(List.copyOf(entries.values()), leftOut);
  }

  private LeftOut leftOut(String key, String reason) {
    return new LeftOut(key, kind.prefix() + reason);
  }

  static String kind(JsonNode node) {
    return node.isMissingNode() ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
