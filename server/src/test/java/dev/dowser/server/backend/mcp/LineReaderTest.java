package dev.dowser.server.backend.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineReaderTest {
  private static final int LIMIT = 4000;

  private static List<String> read(String text, int pieces) throws IOException {
    var lines = new ArrayList<String>();
    var sink =
        new LineReader.Sink() {
          @Override
          public void line(byte[] line) {
            lines.add(new String(line, StandardCharsets.UTF_8));
          }

          @Override
          public void tooLong(byte[] head, byte[] tail, long length) {
            lines.add(
                new String(head, StandardCharsets.UTF_8).substring(0, 5)
                    + "~"
                    + new String(tail, StandardCharsets.UTF_8).substring(tail.length - 5)
                    + "~"
                    + head.length
                    + "+"
                    + tail.length
                    + "~"
                    + length);
          }
        };
    new LineReader(LIMIT, sink).read(inPieces(text.getBytes(StandardCharsets.UTF_8), pieces));
    return lines;
  }

  private static InputStream inPieces(byte[] bytes, int size) {
    var pieces = new ArrayList<InputStream>();
    for (var at = 0; at < bytes.length; at += size) {
      pieces.add(new ByteArrayInputStream(bytes, at, Math.min(size, bytes.length - at)));
    }
    return new SequenceInputStream(Collections.enumeration(pieces));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 1_000_000})
  void lines_areCutWhateverTheirPieces(int pieces) throws IOException {
    assertThat(read("one\r\n\nthree é\nlast", pieces))
        .containsExactly("one", "", "three é", "last");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 999, 1025, 1_000_000})
  void lineOverTheLimit_keepsItsEndsAndTheNextIsWhole(int pieces) throws IOException {
    var text = "start" + "x".repeat(200_000) + "12345\nnext\n";

    assertThat(read(text, pieces)).containsExactly("start~12345~1024+256~200010", "next");
  }

  @Test
  void lineAtTheLimit_isWhole() throws IOException {
    var lines = read(Stream.of("y".repeat(LIMIT), "z").reduce("", (a, b) -> a + b + "\n"), 512);

    assertThat(lines).containsExactly("y".repeat(LIMIT), "z");
  }
}
