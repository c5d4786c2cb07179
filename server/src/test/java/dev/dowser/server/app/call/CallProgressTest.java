package dev.dowser.server.app.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.rpc.RpcMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

final class CallProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String shown(boolean redraws) {
    var terminal = new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), false, redraws);
    try (var progress = new CallProgress(terminal)) {
      progress.accept(
          said("progress", "{\"progress\":1,\"total\":4,\"message\":\"re\\u001b[2Jading\"}"));
      progress.accept(said("message", "{\"level\":\"warning\",\"data\":\"slow\"}"));
      progress.accept(said("progress", "{\"progress\":0.5}"));
      progress.accept(said("progress", "{\"progress\":9,\"total\":4}"));
      progress.accept(said("tools/list_changed", "{}"));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static RpcMessage.Notification said(String method, String params) {
    return new RpcMessage.Notification("notifications/" + method, (ObjectNode) Json.parse(params));
  }

  @Test
  void onATerminal_progressIsOneLineDrawnAgain() {
    var clear = "\r\u001b[K";
    assertThat(shown(true))
        .isEqualTo(
            "\r[#####...............] 1 of 4: reading\u001b[K"
                + clear
                + "warning: slow\n"
                + "\rprogress 0.5\u001b[K"
                + "\r[####################] 9 of 4\u001b[K"
                + clear);
  }

  @Test
  void elsewhere_progressIsLines() {
    assertThat(shown(false))
        .isEqualTo(
            """
            progress 1 of 4: reading
            warning: slow
            progress 0.5
            progress 9 of 4
            """);
  }
}
