package dev.dowser.server.bench;

import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

/**
 * From how many signatures a call can be built.
 *
 * @param sets in the order in which they were given
 */
public record SignatureReport(List<SetSignatures> sets) {

  /** Copies the list. */
  public SignatureReport {
    sets = List.copyOf(sets);
  }

  /**
   * One catalog.
   *
   * @param set where it lies
   * @param callable tools whose call fits
   * @param unfit tools whose call does not fit their schema
   * @param unchecked tools whose schema cannot be checked; they count for nothing
   */
  public record SetSignatures(String set, int callable, List<Miss> unfit, List<Miss> unchecked) {

    /** Copies the lists. */
    public SetSignatures {
      unfit = List.copyOf(unfit);
      unchecked = List.copyOf(unchecked);
    }

    /** Of the tools that can be checked. */
    public double share() {
      int checked = callable + unfit.size();
      return checked == 0 ? 1 : callable / (double) checked;
    }
  }

  /**
   * A tool that failed.
   *
   * @param signature what was read, may be empty
   * @param call what was built from it, may be empty
   */
  public record Miss(String tool, String reason, String signature, String call) {}

  /** As a table for people. */
  public String text() {
    var text =
        new StringBuilder(
            "%-40s %8s %8s %9s %8s%n".formatted("set", "callable", "unfit", "unchecked", "share"));
    for (var set : sets) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-40s %8d %8d %9d %8.4f%n",
              set.set(),
              set.callable(),
              set.unfit().size(),
              set.unchecked().size(),
              set.share()));
    }
    return text.toString();
  }

  /**
   * The tools of each set that failed.
   *
   * @param most of each kind and set
   */
  public String misses(int most) {
    var text = new StringBuilder();
    for (var set : sets) {
      set.unfit().stream()
          .limit(most)
          .forEach(miss ->
              text.append(
                  "%s: %s%n  %s%n  %s%n"
                      .formatted(
                          miss.tool(),
                          miss.reason().replace("\n", " "),
                          miss.signature(),
                          miss.call())));
      set.unchecked().stream()
          .limit(most)
          .forEach(
              miss -> text.append("%s: not checked: %s%n".formatted(miss.tool(), miss.reason())));
    }
    return text.toString();
  }

  /** As JSON for programs. */
  public String json() {
    var root = Json.object();
    for (var set : sets) {
      var node = root.putObject(set.set());
      node.put("callable", set.callable()).put("share", set.share());
      list(node.putArray("unfit"), set.unfit());
      list(node.putArray("unchecked"), set.unchecked());
    }
    return root.toPrettyString();
  }

  private static void list(ArrayNode list, List<Miss> misses) {
    misses.forEach(miss ->
        list.addObject()
            .put("tool", miss.tool())
            .put("reason", miss.reason())
            .put("signature", miss.signature())
            .put("call", miss.call()));
  }
}
