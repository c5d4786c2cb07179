package dev.dowser.server.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads a gateway's {@code /status}. */
public final class StatusChecks {

  private StatusChecks() {}

  /**
   * Each backend.
   *
   * @param status the body of {@code /status}
   * @param took seconds from start to ready by backend, as far as it is known
   */
  public static List<Finding> backends(JsonNode status, Map<String, String> took) {
    var findings = new ArrayList<Finding>();
    for (var backend : status.path("backends")) {
      findings.add(backend(backend, took.getOrDefault(text(backend, "name"), "")));
      leftOut(backend, findings);
    }
    return findings;
  }

  private static Finding backend(JsonNode backend, String took) {
    var name = text(backend, "name");
    var error = text(backend, "lastError");
    return switch (text(backend, "state")) {
      case "ready" -> {
        var tools = backend.path("tools").asInt(0);
        var text =
            "up, %s, %s generation, %d tools%s"
                .formatted(
                    text(backend, "transport"),
                    text(backend, "generation"),
                    tools,
                    took.isEmpty() ? "" : ", " + took);
        yield tools == 0
            ? Finding.warn(name, text, "look at what the server says; it offers no tools")
            : Finding.ok(name, text);
      }
      case "needs login" ->
          Finding.fail(
              name,
              "wants a login: " + error,
              "set its token in headers or env, then run dowser reindex --backend " + name);
      case "connecting" ->
          Finding.fail(
              name,
              "did not answer in time",
              "give it more with --timeout, or startTimeout in the configuration; packages may have to be fetched the first time");
      case String state -> Finding.fail(name, state + ": " + error, advice(error));
    };
  }

  private static String advice(String error) {
    if (error.contains("cannot be started")) {
      return "correct command and args, or install the program";
    }
    return error.contains("x509") || error.contains("certificat") || error.contains("PKIX")
        ? "set caBundlePath to the authority that signed its certificate"
        : "look whether it runs by itself; what it needs may be missing in env or inheritEnv";
  }

  private static void leftOut(JsonNode backend, List<Finding> findings) {
    var leftOut = backend.path("leftOut");
    if (!leftOut.isEmpty()) {
      var first = leftOut.path(0);
      findings.add(
          Finding.warn(
              text(backend, "name"),
              "%d tools are left out or not wholly checked, the first: %s: %s"
                  .formatted(leftOut.size(), text(first, "name"), text(first, "reason")),
              "/status names them all; overrides may rename them"));
    }
  }

  /** Whether the model answers, as the index of a running gateway shows it. */
  public static Finding model(JsonNode status) {
    var index = status.path("index");
    var pending = index.path("pendingVectors").asInt(0);
    if (text(index, "space").isEmpty()) {
      return Finding.warn(
          "model",
          "not loaded; finding goes by words alone",
          "the gateway's log says why; dowser doctor without a running gateway loads it itself");
    }
    return Finding.ok(
        "model", "loaded" + (pending == 0 ? "" : ", %d tools wait for it".formatted(pending)));
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }
}
