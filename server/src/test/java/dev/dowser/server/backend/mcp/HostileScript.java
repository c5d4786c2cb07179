package dev.dowser.server.backend.mcp;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the fake backend does, by the name of the tool it is asked for. JDK only and without a JSON
 * parser, so that it starts fast as a process and cannot share a fault with the code under test.
 */
final class HostileScript {
  static final int MEGABYTE = 1024 * 1024;
  private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":(\"[^\"]*\"|-?\\d+)");
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"progressToken\":(\"[^\"]*\"|-?\\d+)");
  private static final Pattern CANCELLED = Pattern.compile("\"requestId\":(\"[^\"]*\"|-?\\d+)");

  private final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final ConcurrentMap<String, String> held = new ConcurrentHashMap<>();
  private final String revision;

  HostileScript(String revision) {
    this.revision = revision;
  }

  /** Where the script sends its messages. */
  interface Out {
    void send(String message);

    /** Breaks the link in the middle of an answer. */
    void die();

    /** Sends what is not a message. */
    void babble(String text);
  }

  static @Nullable String group(Pattern pattern, String message) {
    var matcher = pattern.matcher(message);
    return matcher.find() ? matcher.group(1) : null;
  }

  static boolean isRequest(String message) {
    return group(METHOD, message) != null && group(ID, message) != null;
  }

  static String id(String message) {
    return String.valueOf(group(ID, message));
  }

  static boolean isInitialize(String message) {
    return message.contains("\"method\":\"initialize\"");
  }

  void accept(String message, Out out) {
    var method = group(METHOD, message);
    var id = group(ID, message);
    if (method == null) {
      answers.add(message);
    } else if (method.equals("notifications/cancelled")) {
      cancelled.add(group(CANCELLED, message) + " " + message);
    } else if (id != null && method.equals("initialize")) {
      out.send(result(id, greeting()));
    } else if (id != null && method.equals("tools/call")) {
      call(String.valueOf(group(NAME, message)), id, message, out);
    } else if (id != null) {
      out.send(
          "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":-32601,\"message\":\"no\"}}");
    }
  }

  private String greeting() {
    return "{\"protocolVersion\":\""
        + revision
        + "\",\"capabilities\":{\"tools\":{\"listChanged\":true}},\"serverInfo\":"
        + "{\"name\":\"hostile\",\"title\":\"Hostile\",\"version\":\"1\"},\"instructions\":\"beware\"}";
  }

  private void call(String name, String id, String message, Out out) {
    switch (name) {
      case "unknown_fields" -> out.send(result(id, UNKNOWN));
      case "error_data" ->
          out.send(
              "{\"id\":"
                  + id
                  + ",\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32099,\"message\":\"no luck\","
                  + "\"data\":{\"why\":[1,2]}}}");
      case "babble" -> {
        out.babble("Server listening on port 3000");
        out.babble("{\"jsonrpc\":\"1.0\",\"id\":" + id + "}x");
        out.babble("[1");
        out.send(text(id, "after babble"));
      }
      case "not_a_response" -> out.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + "}");
      case "hang" -> {}
      case "die" -> out.die();
      case "big" -> out.send(text(id, "x".repeat(20 * MEGABYTE)));
      case "wrong_ids" -> {
        out.send(text("999999", "not yours"));
        out.send(text("\"" + id + "\"", "wrong type"));
        out.send(text("null", "nobody's"));
        out.send(text(id, "yours"));
        out.send(text(id, "twice"));
      }
      case "hold" -> held.put(id, id);
      case "release" -> {
        held.keySet().stream().sorted().toList().reversed().forEach(each -> release(each, out));
        out.send(text(id, "released"));
      }
      case "progress" -> progress(id, message, out, 3, 0);
      case "slow_progress" -> progress(id, message, out, 6, 150);
      case "list_changed",
          "list_changed tools",
          "list_changed prompts",
          "list_changed resources" -> {
        var list = name.substring(name.indexOf(' ') + 1).replace("list_changed", "tools");
        out.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/" + list + "/list_changed\"}");
        out.send(text(id, "announced"));
      }
      case "updated" -> {
        for (var params : List.of("{}", "{\"uri\":7}", "{\"uri\":\"file:///a\"}")) {
          out.send(
              "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":"
                  + params
                  + "}");
        }
        out.send(text(id, "announced"));
      }
      case "log" -> {
        out.send(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":"
                + "{\"level\":\"info\",\"data\":\"working\"}}");
        out.send(text(id, "logged"));
      }
      case "requests" -> {
        out.send("{\"jsonrpc\":\"2.0\",\"id\":\"s1\",\"method\":\"ping\"}");
        out.send(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"sampling/createMessage\",\"params\":{}}");
        out.send(text(id, "asked"));
      }
      case "null_error" ->
          out.send(
              "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":null,\"result\":{\"n\":1.50}}");
      case "batch" -> out.send("[" + text(id, "in a batch") + "]");
      case "report" -> out.send(text(id, quote(cancelled + " " + answers)));
      case "environment" -> out.send(text(id, quote(String.join(",", System.getenv().keySet()))));
      default -> out.send(text(id, quote(message)));
    }
  }

  static final String UNKNOWN =
      "{\"content\":[{\"type\":\"hologram\",\"beam\":1.10}],\"ttlMs\":12345678901234567890,"
          + "\"_meta\":{\"a/b\":null},\"isError\":false}";

  private void release(String id, Out out) {
    held.remove(id);
    out.send(text(id, "released " + id));
  }

  private static void progress(String id, String message, Out out, int steps, int pauseMillis) {
    var token = group(TOKEN, message);
    for (var i = 1; i <= steps; i++) {
      pause(pauseMillis);
      out.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
              + token
              + ",\"progress\":"
              + i
              + ",\"extra\":true}}");
    }
    out.send(text(id, "done"));
  }

  private static void pause(int millis) {
    try {
      var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  static String text(String id, String text) {
    return result(id, "{\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]}");
  }

  private static String result(String id, String result) {
    return "{\"result\":" + result + ",\"jsonrpc\":\"2.0\",\"id\":" + id + "}";
  }

  private static String quote(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
