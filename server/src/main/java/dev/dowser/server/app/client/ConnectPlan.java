package dev.dowser.server.app.client;

import dev.dowser.config.document.JsonEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What connecting makes of a client's file.
 *
 * @param text the new text
 * @param done what was done, but for the backup
 */
record ConnectPlan(String text, ConnectionRecord done) {

  private static final String DISABLED = "disabled";

  /**
   * Plans it.
   *
   * @param name of our entry
   * @param entry our entry as JSON
   * @param replaced the ways to entries that go
   */
  static ConnectPlan of(
      ClientText file, KnownClient client, String name, String entry, List<List<String>> replaced) {
    var way = List.of(client.serversKey(), name);
    var removed = new LinkedHashMap<List<String>, String>();
    var switchedOff = new LinkedHashMap<List<String>, String>();
    var edit = file.edit();
    for (var other : replaced) {
      if (client.canSwitchOff()) {
        var flag = under(other);
        switchedOff.put(other, edit.valueAt(flag).orElse(""));
        edit = edit.with(flag, "true");
      } else {
        removed.put(other, edit.valueAt(other).orElse("{}"));
        edit = edit.without(other);
      }
    }
    var previous = edit.valueAt(way);
    var text = edit.with(way, entry).text();
    return new ConnectPlan(
        text,
        new ConnectionRecord(
            way,
            !file.exists(),
            previous,
            removed,
            switchedOff,
            Connections.fingerprint(text),
            ""));
  }

  private static List<String> under(List<String> way) {
    var longer = new ArrayList<>(way);
    longer.add(DISABLED);
    return longer;
  }

  /** The text without what was done; what others changed meanwhile stays. */
  static JsonEdit undone(JsonEdit edit, ConnectionRecord done) {
    var result = edit.without(done.entry());
    if (done.previous().isPresent()) {
      result = result.restored(done.entry(), done.previous().get());
    }
    for (var entry : done.removed().entrySet()) {
      if (result.valueAt(entry.getKey()).isEmpty()) {
        result = result.restored(entry.getKey(), entry.getValue());
      }
    }
    for (var entry : done.switchedOff().entrySet()) {
      result = switchedOn(result, entry);
    }
    return result;
  }

  private static JsonEdit switchedOn(JsonEdit edit, Map.Entry<List<String>, String> entry) {
    var flag = under(entry.getKey());
    var before = Optional.of(entry.getValue()).filter(text -> !text.isEmpty());
    if (edit.valueAt(flag).filter("true"::equals).isEmpty()) {
      return edit;
    }
    return before.isPresent() ? edit.with(flag, before.get()) : edit.without(flag);
  }
}
