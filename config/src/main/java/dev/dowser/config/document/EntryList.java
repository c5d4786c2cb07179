package dev.dowser.config.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the entries of one mapping and notices keys that stand twice. */
final class EntryList {

  private final String path;
  private final List<DocumentFault> faults;
  private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

  EntryList(String path, List<DocumentFault> faults) {
    this.path = path;
    this.faults = faults;
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void add(String key, Position at, Node value) {
    var first = entries.putIfAbsent(key, new Node.Entry(key, at, value));
    if (first != null) {
      var message = "the key stands twice; it was first given in line " + first.at().line();
      faults.add(new DocumentFault(at, pathOf(key), message));
    }
  }

  Node.Mapping toMapping(Position at) {
    return new Node.Mapping(at, List.copyOf(entries.values()));
  }
}
