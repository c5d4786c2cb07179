package dev.dowser.server.app.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code connect} did to a client's file, so that it can be taken back.
 *
 * @param entry the way to our entry
 * @param created whether there was no such file
 * @param previous what stood under the name of our entry
 * @param removed entries that were taken away, as they stood there
 * @param switchedOff entries that were switched off, with what their {@code disabled} said
 * @param written fingerprint of the text after the change; a file that still has it gets the backup
 *     back
 * @param backup path of the file as it was; empty if there was none
 */
record ConnectionRecord(
    List<String> entry,
    boolean created,
    Optional<String> previous,
    Map<List<String>, String> removed,
    Map<List<String>, String> switchedOff,
    String written,
    String backup) {

  ConnectionRecord {
    entry = List.copyOf(entry);
    removed = new LinkedHashMap<>(removed);
    switchedOff = new LinkedHashMap<>(switchedOff);
  }

  /**
   * What came later, on top of this: taking back both leads to what was before the first.
   *
   * @param found fingerprint of the text that the later one found
   */
  ConnectionRecord followedBy(ConnectionRecord later, String found) {
    var allRemoved = new LinkedHashMap<>(removed);
    later.removed().forEach(allRemoved::putIfAbsent);
    var allOff = new LinkedHashMap<>(switchedOff);
    later.switchedOff().forEach(allOff::putIfAbsent);
    var unchangedBetween = found.equals(written);
    return new ConnectionRecord(
        entry,
        created,
        previous,
        allRemoved,
        allOff,
        unchangedBetween ? later.written() : "",
        backup);
  }
}
