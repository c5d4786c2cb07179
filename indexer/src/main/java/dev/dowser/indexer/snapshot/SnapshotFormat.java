package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.Capability;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.Material;
import dev.dowser.indexer.catalog.Prompt;
import dev.dowser.indexer.catalog.Resource;
import dev.dowser.indexer.catalog.ResourceTemplate;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.Tool;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * A snapshot as bytes: one JSON object with the definitions as the backend sent them, read back by
 * the reader that reads backends.
 */
final class SnapshotFormat {
  private static final String FORMAT = "dowser-snapshot-1";

  private SnapshotFormat() {}

  static byte[] write(BackendSnapshot snapshot, String fingerprint) {
    var bytes = new ByteArrayOutputStream();
    try (var json = DefinitionText.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeStringProperty("backend", snapshot.backend().value());
      json.writeStringProperty("fingerprint", fingerprint);
      json.writeName("card");
      writeCard(json, snapshot.card());
      writeDefinitions(json, "tools", snapshot.tools(), Tool::definition);
      var material = snapshot.material();
      writeDefinitions(json, "prompts", material.prompts(), Prompt::definition);
      writeDefinitions(json, "resources", material.resources(), Resource::definition);
      writeDefinitions(
          json, "resourceTemplates", material.templates(), ResourceTemplate::definition);
      json.writeArrayPropertyStart("leftOut");
      snapshot.leftOut().forEach(left -> writeLeftOut(json, left));
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static <T> void writeDefinitions(
      JsonGenerator json, String member, List<T> entries, Function<T, String> definition) {
    json.writeArrayPropertyStart(member);
    entries.stream().map(definition).forEach(json::writeRawValue);
    json.writeEndArray();
  }

  /**
   * Reads a snapshot.
   *
   * @return empty if the backend's settings were others when it was written
   * @throws ForeignSnapshotException if these bytes are not a snapshot of this backend
   */
  static Optional<BackendSnapshot> read(byte[] bytes, BackendId backend, String fingerprint)
      throws ForeignSnapshotException {
    var json = parse(bytes);
    expect(json, "format", FORMAT);
    expect(json, "backend", backend.value());
    if (!json.path("fingerprint").asString("").equals(fingerprint)) {
      return Optional.empty();
    }
    if (!json.path("tools").isArray()) {
      throw new ForeignSnapshotException("tools must be an array");
    }
    return Optional.of(
        new BackendSnapshot(
            backend,
            readCard(json.path("card")),
            ToolReader.read(backend, entries(json, "tools")).tools(),
            readMaterial(backend, json),
            readLeftOut(json.path("leftOut")),
            true));
  }

  /** Files of versions that knew tools alone have none. */
  private static Material readMaterial(BackendId backend, JsonNode json) {
    return new Material(
        MaterialReader.prompts(backend, entries(json, "prompts")).entries(),
        MaterialReader.resources(backend, entries(json, "resources")).entries(),
        MaterialReader.templates(backend, entries(json, "resourceTemplates")).entries());
  }

  private static List<JsonNode> entries(JsonNode json, String member) {
    return json.path(member).valueStream().toList();
  }

  private static JsonNode parse(byte[] bytes) throws ForeignSnapshotException {
    try {
      return DefinitionText.MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw new ForeignSnapshotException(e.getOriginalMessage());
    }
  }

  private static void expect(JsonNode json, String field, String value)
      throws ForeignSnapshotException {
    var found = json.path(field).asString("");
    if (!found.equals(value)) {
      throw new ForeignSnapshotException(
          field + " must be \"" + value + "\", got \"" + DefinitionText.cut(found, 100) + "\"");
    }
  }

  private static void writeCard(JsonGenerator json, ServerCard card) {
    json.writeStartObject();
    json.writeStringProperty("name", DefinitionText.whole(card.name()));
    json.writeStringProperty("title", DefinitionText.whole(card.title()));
    json.writeStringProperty("instructions", DefinitionText.whole(card.instructions()));
    json.writeArrayPropertyStart("capabilities");
    card.capabilities().stream().sorted().map(Capability::name).forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static ServerCard readCard(JsonNode card) {
    return new ServerCard(
        card.path("name").asString(""),
        card.path("title").asString(""),
        card.path("instructions").asString(""),
        readCapabilities(card.path("capabilities")));
  }

  /** Those of a later version are dropped. */
  private static Set<Capability> readCapabilities(JsonNode names) {
    return names
        .valueStream()
        .flatMap(name ->
            Arrays.stream(Capability.values())
                .filter(capability -> capability.name().equals(name.asString(""))))
        .collect(Collectors.toSet());
  }

  private static void writeLeftOut(JsonGenerator json, LeftOut left) {
    json.writeStartObject();
    json.writeStringProperty("name", DefinitionText.whole(left.name()));
    json.writeStringProperty("reason", DefinitionText.whole(left.reason()));
    json.writeEndObject();
  }

  private static List<LeftOut> readLeftOut(JsonNode entries) {
    return entries
        .valueStream()
        .map(e -> new LeftOut(e.path("name").asString(""), e.path("reason").asString("")))
        .toList();
  }

  /** A file that is not what it should be. */
  static final class ForeignSnapshotException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ForeignSnapshotException(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
