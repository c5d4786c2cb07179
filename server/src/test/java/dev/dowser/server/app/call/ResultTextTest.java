package dev.dowser.server.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultTextTest {
  @TempDir private Path folder;

  private static String content(String blocks) {
    return ResultText.of(Json.parse("{\"content\":[" + blocks + "]}"));
  }

  @Test
  void textIsAsItIsAndTheRestIsNamed() {
    assertThat(
            content(
                """
                {"type": "text", "text": "two\\nlines"},
                {"type": "image", "mimeType": "image/png", "data": "AAAA"},
                {"type": "audio", "mimeType": "audio/wav", "data": "!"},
                {"type": "resource_link", "uri": "file:///a.md", "name": "a", "description": "An a", "size": 2048},
                {"type": "resource", "resource": {"uri": "x:1", "mimeType": "text/plain", "text": "inside"}},
                {"type": "resource", "resource": {"uri": "x:2", "blob": "AAA="}},
                {"type": "hologram", "beams": 3}
                """))
        .isEqualTo(
            """
            two
            lines
            [image image/png, 3 bytes]
            [audio audio/wav, 0 bytes]
            [resource link file:///a.md, 2.0 KB] a: An a
            [resource x:1, text/plain]
            inside
            [resource 2 bytes]
            [hologram] {"type":"hologram","beams":3}\
            """
                .replace("[resource 2 bytes]", "[resource x:2, 2 bytes]"));
  }

  @Test
  void structuredContent_isShownWhereNoTextSaysIt() {
    assertThat(ResultText.of(Json.parse("{\"content\":[],\"structuredContent\":{\"a\":1}}")))
        .contains("\"a\" : 1");
    assertThat(
            ResultText.of(
                Json.parse(
                    "{\"content\":[{\"type\":\"text\",\"text\":\"{}\"}],\"structuredContent\":{\"a\":1}}")))
        .isEqualTo("{}");
  }

  @Test
  void bytes_areSavedUnderNamesThatStayInTheFolderAndReplaceNothing() {
    var result =
        Json.parse(
            """
            {"content": [
              {"type": "image", "mimeType": "image/png", "data": "AAAA"},
              {"type": "image", "mimeType": "image/png", "data": "AAAA"},
              {"type": "resource", "resource": {"uri": "file:///x/../../.ssh/..%2fid?a=b/c", "blob": "AAAA"}},
              {"type": "resource", "resource": {"uri": "file:///..", "blob": "AAAA"}}]}
            """);
    var to = folder.resolve("new");

    var text = new ResultText(Optional.of(new SavedParts(to, "take/photo"))).text(result);

    assertThat(text)
        .contains("[image image/png, 3 bytes] saved as " + to.resolve("take_photo.png"));
    assertThat(to.toFile().list())
        .containsExactlyInAnyOrder(
            "take_photo.png", "take_photo-2.png", "2fid.bin", "take_photo.bin");
  }

  @Test
  void harmlessText_keepsLinesAndDropsWhatMovesTheCursor() {
    assertThat(ResultText.harmless("a\tb\n\u001b[2Jc\u0007")).isEqualTo("a\tb\n\ufffd[2Jc\ufffd");
  }
}
