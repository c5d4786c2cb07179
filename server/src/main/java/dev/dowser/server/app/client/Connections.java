package dev.dowser.server.app.client;

import dev.dowser.server.app.shell.CommandFailed;
import dev.dowser.server.rpc.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Remembers, one private file for each file of a client, what was done to it. It holds entries as
 * they were, secrets included.
 */
final class Connections {
  private final Path folder;

  Connections(Path folder) {
    this.folder = folder;
  }

  Optional<ConnectionRecord> of(Path clientFile) {
    var file = file(clientFile);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(Json.parse(UserFiles.read(file))));
    } catch (JacksonException fault) {
      throw new CommandFailed(
          "what was done to %s cannot be read in %s; take it back by hand, from its backup"
              .formatted(clientFile, file),
          fault);
    }
  }

  void keep(Path clientFile, ConnectionRecord done) {
    var tree =
        Json.object()
            .put("file", clientFile.toString())
            .put("created", done.created())
            .put("written", done.written())
            .put("backup", done.backup());
    way(tree.putArray("entry"), done.entry());
    done.previous().ifPresent(text -> tree.put("previous", text));
    entries(tree.putArray("removed"), done.removed());
    entries(tree.putArray("switchedOff"), done.switchedOff());
    UserFiles.writePrivate(file(clientFile), Json.text(tree) + "\n");
  }

  void forget(Path clientFile) {
    UserFiles.delete(file(clientFile));
  }

  private static void way(ArrayNode array, List<String> way) {
    way.forEach(array::add);
  }

  private static void entries(ArrayNode array, Map<List<String>, String> entries) {
    entries.forEach((way, text) -> {
      var one = array.addObject().put("text", text);
      way(one.putArray("way"), way);
    });
  }

  private static ConnectionRecord read(JsonNode tree) {
    return new ConnectionRecord(
        way(tree.path("entry")),
        tree.path("created").asBoolean(false),
        tree.has("previous") ? Optional.of(tree.path("previous").asString("")) : Optional.empty(),
        entries(tree.path("removed")),
        entries(tree.path("switchedOff")),
        tree.path("written").asString(""),
        tree.path("backup").asString(""));
  }

  private static List<String> way(JsonNode array) {
    return array.valueStream().map(key -> key.asString("")).toList();
  }

  private static Map<List<String>, String> entries(JsonNode array) {
    var entries = new LinkedHashMap<List<String>, String>();
    array.forEach(one -> entries.put(way(one.path("way")), one.path("text").asString("")));
    return entries;
  }

  private Path file(Path clientFile) {
    return folder.resolve(fingerprint(clientFile.toString()).substring(0, 16) + ".json");
  }

  static String fingerprint(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
