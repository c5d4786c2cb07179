package dev.dowser.indexer.snapshot;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.BackendSnapshot;
import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.indexer.catalog.ServerCard;
import dev.dowser.indexer.catalog.Tool;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
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
      json.writeArrayPropertyStart("tools");
      snapshot.tools().stream().map(Tool::definition).forEach(json::writeRawValue);
      json.writeEndArray();
      json.writeArrayPropertyStart("leftOut");
      snapshot.leftOut().forEach(left -> writeLeftOut(json, left));
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
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
    var tools = ToolReader.read(backend, json.path("tools").valueStream().toList()).tools();
    var card = readCard(json.path("card"));
    return Optional.of(
        new BackendSnapshot(backend, card, tools, readLeftOut(json.path("leftOut")), true));
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
    json.writeEndObject();
  }

  private static ServerCard readCard(JsonNode card) {
    return new ServerCard(
        card.path("name").asString(""),
        card.path("title").asString(""),
        card.path("instructions").asString(""));
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
