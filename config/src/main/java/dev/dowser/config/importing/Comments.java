package dev.dowser.config.importing;

import java.util.Map;

/** Words for people. */
final class Comments {

  private static final String APPROVAL = "approving calls stays with the client; left out";
  private static final Map<String, String> WHY =
      Map.of(
          "autoApprove", APPROVAL,
          "alwaysAllow", APPROVAL,
          "trust", APPROVAL,
          "timeout",
              "clients count it in different units; left out, see"
                  + " operational.timeouts.perWorkload",
          "disabledTools",
              "left out: these tools will be seen; aggregation.tools[].filter lists those to see",
          "excludeTools",
              "left out: these tools will be seen; aggregation.tools[].filter lists those to see",
          "oauth", "left out: logging in to servers is not built yet; a token in headers works",
          "headersHelper", "left out: only fixed headers are sent",
          "alwaysLoad", "left out: what clients see at once is find_tool and call_tool");
  private static final int LONGEST = 100;

  private Comments() {}

  static String whyLeftOut(String key) {
    return WHY.getOrDefault(key, "means nothing to Dowser and is left out");
  }

  static String oneLine(String text) {
    var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
