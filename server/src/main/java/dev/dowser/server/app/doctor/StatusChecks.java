package dev.dowser.server.app.doctor;

import dev.dowser.config.GatewaySettings;
import dev.dowser.server.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
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
      lostSubscriptions(backend, findings);
    }
    return findings;
  }

  private static void lostSubscriptions(JsonNode backend, List<Finding> findings) {
    var lost = backend.path("lostSubscriptions").asInt(0);
    if (lost > 0) {
      findings.add(
          Finding.warn(
              text(backend, "name"),
              "changes of %d resources that clients subscribed to are not told: it forgot the subscriptions and does not take them again"
                  .formatted(lost),
              "run dowser reindex --backend " + text(backend, "name") + " to ask it once more"));
    }
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
                    took.isEmpty() ? since(backend) : ", " + took);
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
      case String state ->
          Finding.fail(name, state + ": " + error, advice(text(backend, "transport"), error));
    };
  }

  /** Since when, to the minute: a running gateway tells no more of the time that it took. */
  private static String since(JsonNode backend) {
    var since = text(backend, "since");
    return since.length() < "2026-01-01T00:00".length()
        ? ""
        : ", since " + since.substring(0, 10) + " " + since.substring(11, 16) + " UTC";
  }

  private static String advice(String transport, String error) {
    if (error.contains("cannot be started")) {
      return "correct command and args, or install the program";
    }
    if (error.contains("x509") || error.contains("certificat") || error.contains("PKIX")) {
      return "set caBundlePath to the authority that signed its certificate";
    }
    return transport.equals("stdio")
        ? "look whether it runs by itself; what it needs may be missing in env or inheritEnv"
        : "look whether it runs and can be reached from here; check url and headers, and the proxy if there is one";
  }

  private static void leftOut(JsonNode backend, List<Finding> findings) {
    leftOut(text(backend, "name"), backend, findings);
  }

  private static void leftOut(String subject, JsonNode of, List<Finding> findings) {
    var leftOut = of.path("leftOut");
    if (!leftOut.isEmpty()) {
      var first = leftOut.path(0);
      findings.add(
          Finding.warn(
              subject,
              "%d tools are left out or not wholly checked, the first: %s: %s"
                  .formatted(leftOut.size(), text(first, "name"), text(first, "reason")),
              "/status names them all; overrides may rename them"));
    }
  }

  /**
   * What other virtual servers than the main one leave out, pinned names without a tool, indexes
   * that fail.
   */
  public static List<Finding> virtualServers(JsonNode status) {
    var findings = new ArrayList<Finding>();
    for (var server : status.path("virtualServers")) {
      var name = text(server, "name");
      if (!name.equals(GatewaySettings.MAIN)) {
        server
            .path("backends")
            .forEach(backend -> leftOut(name + "/" + text(backend, "name"), backend, findings));
      }
      indexFault(name, server.path("index"), findings);
      var pinned = server.path("pinnedWithoutTool").valueStream().map(JsonNode::asString).toList();
      if (!pinned.isEmpty()) {
        findings.add(
            Finding.warn(
                name,
                "no tool has a pinned name: " + String.join(", ", pinned),
                "correct optimizer.pinnedTools; dowser tools shows all names"));
      }
    }
    return findings;
  }

  private static void indexFault(String server, JsonNode index, List<Finding> findings) {
    var fault = text(index, "lastError");
    if (!fault.isEmpty()) {
      findings.add(
          Finding.fail(
              server,
              PlainText.line(fault) + "; new tools may not be found",
              "look whether the disk of the data folder is full and may be written; the gateway tries again by itself"));
    }
  }

  /** Backends that are configured but that the running gateway does not know. */
  public static List<Finding> unknown(JsonNode status, Collection<String> configured) {
    var known = status.path("backends").valueStream().map(one -> text(one, "name")).toList();
    return configured.stream()
        .filter(name -> !known.contains(name))
        .map(name ->
            Finding.warn(
                name,
                "the running gateway does not know it: the configuration is newer",
                "start the gateway again"))
        .toList();
  }

  /** The names of backends that are not up yet and have not failed; the model is one of them. */
  public static List<String> comingUp(JsonNode status) {
    var names = new ArrayList<String>();
    for (var backend : status.path("backends")) {
      if (text(backend, "state").equals("connecting")) {
        names.add(PlainText.line(text(backend, "name")));
      }
    }
    if (text(status.path("index").path("model"), "state").equals("loading")) {
      names.add("the model");
    }
    return names;
  }

  /** Whether the model answers, as the index of a running gateway shows it. */
  public static Finding model(JsonNode status) {
    var model = status.path("index").path("model");
    return switch (text(model, "state")) {
      case "ready" -> Finding.ok("model", text(model, "name") + " is loaded" + pending(status));
      case "loading" ->
          Finding.warn(
              "model",
              "still loading; finding goes by words alone until then",
              "wait; if it stays so, look whether disk and memory are enough");
      case String _ ->
          Finding.fail(
              "model",
              "%s; finding goes by words alone".formatted(text(model, "reason")),
              "correct embedding in the configuration, or look at its server");
    };
  }

  private static String pending(JsonNode status) {
    var servers = status.path("virtualServers").valueStream();
    var pending = servers.mapToInt(one -> one.path("index").path("pendingVectors").asInt(0)).sum();
    return pending == 0 ? "" : ", %d tools wait for it".formatted(pending);
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }
}
