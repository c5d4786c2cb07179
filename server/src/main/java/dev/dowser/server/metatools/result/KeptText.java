package dev.dowser.server.metatools.result;

import dev.dowser.server.text.CutPoint;
import dev.dowser.server.text.TokenAllowance;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of a result, as far as they are kept.
 *
 * @param parts what is kept
 * @param kept characters in {@code parts}
 * @param size characters that the result had
 */
record KeptText(List<TextPart> parts, int kept, int size) {

  KeptText {
    parts = List.copyOf(parts);
  }

  /**
   * The beginning of some texts.
   *
   * @param most what it may take in memory, in characters
   */
  static KeptText of(List<TextPart> texts, int most) {
    var parts = new ArrayList<TextPart>();
    int room = most;
    int kept = 0;
    for (var text : texts) {
      room -= text.burden();
      if (room <= 0) {
        break;
      }
      var part = beginning(text, room);
      parts.add(part);
      kept += part.text().length();
      room -= part.text().length();
    }
    return new KeptText(parts, kept, texts.stream().mapToInt(text -> text.text().length()).sum());
  }

  private static TextPart beginning(TextPart part, int most) {
    var text = part.text();
    return text.length() <= most
        ? part
        : part.with(text.substring(0, CutPoint.ofCharacter(text, most)));
  }

  /** What it takes in memory, in characters. */
  int weight() {
    return kept + parts.stream().mapToInt(TextPart::burden).sum();
  }

  /** The same place, or the one before it if that is inside of a surrogate pair. */
  int begin(int offset) {
    int start = 0;
    for (var part : parts) {
      int length = part.text().length();
      if (offset < start + length) {
        return start + CutPoint.ofCharacter(part.text(), offset - start);
      }
      start += length;
    }
    return offset;
  }

  /** Where to stop when so many tokens are there for what follows {@code from}. */
  int end(int from, TokenAllowance allowance) {
    int start = 0;
    for (var part : parts) {
      var text = part.text();
      int begin = Math.max(0, from - start);
      if (begin < text.length()) {
        int end = allowance.take(text, begin);
        if (end < text.length()) {
          return start + CutPoint.before(text, begin, end);
        }
      }
      start += text.length();
    }
    return start;
  }

  /** What stands between two offsets, as content of a result. */
  List<TextPart> between(int from, int end) {
    var between = new ArrayList<TextPart>();
    int start = 0;
    for (var part : parts) {
      int length = part.text().length();
      int first = Math.clamp(from - (long) start, 0, length);
      int last = Math.clamp(end - (long) start, 0, length);
      if (first < last) {
        between.add(part.with(part.text().substring(first, last)));
      }
      start += length;
    }
    return between;
  }
}
