package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SseParserTest {
  private final List<String> events = new ArrayList<>();
  private final SseParser parser =
      new SseParser(100, data -> events.add(new String(data, StandardCharsets.UTF_8)));

  private boolean push(String text) {
    return parser.push(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesMayEndInAnyWay(String end) {
    var text = "data: one\nid: 4\n\ndata:two\ndata:  three\n\n".replace("\n", end);

    for (var i = 0; i < text.length(); i++) {
      assertThat(push(text.substring(i, i + 1))).isTrue();
    }

    assertThat(events).containsExactly("one", "two\n three");
    assertThat(parser.lastId()).contains("4");
  }

  @Test
  void commentsNamesAndEmptyEvents_areIgnored() {
    push("\uFEFF: hello\n\nevent: message\nid: 1\ndata:\n\nretry: 30\nfoo: bar\ndata\ndata: é\n\n");

    assertThat(events).containsExactly("\né");
    assertThat(parser.retryMillis()).isEqualTo(OptionalLong.of(30));
  }

  @Test
  void idThatNoHeaderCanCarry_isIgnored() {
    push("id: 7\ndata: x\n\nid: ✓\ndata: y\n\n");

    assertThat(parser.lastId()).contains("7");
  }

  @Test
  void emptyId_takesTheLastOneBack() {
    push("id: 7\ndata: x\n\nid:\ndata: y\n\n");

    assertThat(parser.lastId()).isEmpty();
  }

  @Test
  void unfinishedEvent_isNotTaken() {
    push("data: half");

    assertThat(events).isEmpty();
  }

  @Test
  void eventOverTheLimit_isRefused() {
    assertThat(push("data: " + "x".repeat(100) + "\n\n")).isTrue();
    assertThat(push("data: " + "x".repeat(60) + "\ndata: " + "y".repeat(60) + "\n\n")).isFalse();
  }

  /** Keeps everything as text. */
  private final class Skipping implements SseParser.Sink {
    @Override
    public void event(String name, byte[] data) {
      events.add(name + " " + new String(data, StandardCharsets.UTF_8));
    }

    @Override
    public boolean skipsTooLong() {
      return true;
    }

    @Override
    public void tooLong(TooLong event) {
      events.add(event.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void eventsOverTheLimit_areSkippedWithTheirEndsKept(int piece) {
    var skipping = new SseParser(100, new Skipping());
    var text =
        "event: a\ndata: 1\n\nevent: b\ndata: <" + "x".repeat(5000) + ">\nid: 1\n\ndata: 2\n\n";

    for (var i = 0; i < text.length(); i += piece) {
      var part = text.substring(i, Math.min(text.length(), i + piece));
      assertThat(skipping.push(ByteBuffer.wrap(part.getBytes(StandardCharsets.UTF_8)))).isTrue();
    }

    assertThat(events).hasSize(3).startsWith("a 1").endsWith("message 2");
    assertThat(events.get(1))
        .startsWith("5007 bytes: <xxx")
        .endsWith(">id: 1")
        .hasSizeLessThan(1400);
  }
}
