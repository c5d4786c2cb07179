package dev.dowser.server.gateway;

/** Text of a client inside a message of ours. */
final class Shown {
  private static final int MOST = 80;

  private Shown() {}

  /** In quotes, on one line, cut to a length that cannot drown the message. */
  static String quoted(String text) {
    var cut = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    return '"' + cut.replaceAll("\\p{Cntrl}", " ") + '"';
  }
}
