package dev.dowser.server.app.client;

import dev.dowser.config.document.DocumentFault;
import dev.dowser.config.document.DocumentReader;
import dev.dowser.config.document.JsonEdit;
import dev.dowser.config.document.Node;
import dev.dowser.server.app.shell.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A client's file that can be changed safely: it is whole, and its servers are where they belong.
 *
 * @param file where it is
 * @param exists whether there is one
 * @param text what it says; an empty object if there is none or it is empty
 */
record ClientText(Path file, boolean exists, String text) {

  private static final String EMPTY = "{}\n";

  /** Reads and checks it. */
  static ClientText read(Path file, String serversKey) {
    var exists = Files.exists(file);
    var text = exists ? UserFiles.read(file) : EMPTY;
    var checked = new ClientText(file, exists, text.isBlank() ? EMPTY : text);
    checked.check(serversKey);
    return checked;
  }

  private void check(String serversKey) {
    var document = DocumentReader.read(text, "client.jsonc");
    if (!document.faults().isEmpty()) {
      throw new CommandFailed(
          document.faults().stream()
              .map(this::inWords)
              .collect(Collectors.joining("\n  ", "it is left as it is, mend it first:\n  ", "")));
    }
    if (!(document.root().orElseThrow() instanceof Node.Mapping root)) {
      throw new CommandFailed(
          "%s is left as it is: expected an object { ... } in it".formatted(file));
    }
    root.entries().stream()
        .filter(entry -> entry.key().equals(serversKey))
        .filter(entry -> !(entry.value() instanceof Node.Mapping))
        .findFirst()
        .ifPresent(entry -> {
          throw new CommandFailed(
              "%s:%d: %s: expected an object { ... }, got %s; the file is left as it is"
                  .formatted(file, entry.at().line(), serversKey, entry.value().kind()));
        });
  }

  private String inWords(DocumentFault fault) {
    var path = fault.path().isEmpty() ? "" : fault.path() + ": ";
    return "%s:%d: %s%s".formatted(file, fault.at().line(), path, fault.message());
  }

  JsonEdit edit() {
    return new JsonEdit(text);
  }

  /** Whether it says nothing but that there are no servers. */
  static boolean isEmpty(JsonEdit edit, String serversKey) {
    var keys = edit.keysAt(List.of());
    return keys.isEmpty()
        || (keys.equals(List.of(serversKey)) && edit.keysAt(List.of(serversKey)).isEmpty());
  }
}
