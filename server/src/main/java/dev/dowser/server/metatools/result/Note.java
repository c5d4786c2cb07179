package dev.dowser.server.metatools.result;

/** What a model is told of a text that it got in part. Numbers are offsets in characters. */
final class Note {
  static final String STRUCTURED = " Its end is the structured content as JSON.";
  static final String UNSTRUCTURED = " Its structured content is left out.";

  private Note() {}

  /** There is more, and how to get it. */
  static String more(String handle, int from, int end, int size) {
    return shown(from, end, size)
        + " To read on: call_tool {\"name\": \"%s\", \"arguments\": {\"handle\": \"%s\", \"offset\": %d}}."
            .formatted(ResultLimit.READ_RESULT, handle, end);
  }

  /** There was more, but nobody has it. */
  static String lost(int from, int end, int size) {
    return shown(from, end, size)
        + " The rest was too long to be kept: call the tool again and ask it for less.";
  }

  private static String shown(int from, int end, int size) {
    return "Shown: characters %d to %d of %d.".formatted(from, end, size);
  }

  /** Nothing stands at this offset. */
  static String beyond(KeptText text, int offset) {
    var said =
        "offset must be 0..%d, got %d: the text has %d characters"
            .formatted(Math.max(0, text.kept() - 1), offset, text.size());
    return text.kept() < text.size()
        ? said + ", of which the first %d are kept.".formatted(text.kept())
        : said + ".";
  }
}
