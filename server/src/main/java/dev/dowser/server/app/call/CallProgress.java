package dev.dowser.server.app.call;

import dev.dowser.server.app.shell.Terminal;
import dev.dowser.server.rpc.RpcMessage;
import dev.dowser.server.text.PlainText;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Shows what a tool tells before its result: progress as one line that is drawn again and again on
 * a terminal, as lines elsewhere; log messages always as lines.
 */
public final class CallProgress implements Consumer<RpcMessage.Notification>, AutoCloseable {
  private static final int BAR = 20;
  private static final int MOST_TEXT = 100;

  private final Terminal terminal;

  /** Shows it there; not on standard output, which is for the result. */
  public CallProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(RpcMessage.Notification said) {
    switch (said.method()) {
      case "notifications/progress" -> terminal.redraw(progress(said.params()));
      case "notifications/message" -> terminal.line(message(said.params()));
      default -> {}
    }
  }

  private String progress(JsonNode params) {
    var done = params.path("progress");
    var total = params.path("total");
    var text = PlainText.cut(PlainText.line(params.path("message").asString("")), MOST_TEXT);
    var amount =
        total.isNumber() ? "%s of %s".formatted(number(done), number(total)) : number(done);
    var bar = total.isNumber() && terminal.redraws() ? bar(done, total) + " " : "progress ";
    return bar + amount + (text.isEmpty() ? "" : ": " + text);
  }

  private static String number(JsonNode number) {
    return PlainText.cut(PlainText.line(number.asString("?")), BAR);
  }

  private static String bar(JsonNode done, JsonNode total) {
    var part = total.doubleValue() > 0 ? done.asDouble(0) / total.doubleValue() : 0;
    var full = (int) Math.round(Math.clamp(part, 0, 1) * BAR);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "]";
  }

  private static String message(JsonNode params) {
    var data = params.path("data");
    var text = data.isString() ? data.asString() : data.toString();
    return "%s: %s"
        .formatted(
            PlainText.line(params.path("level").asString("log")),
            PlainText.cut(PlainText.line(text), 4 * MOST_TEXT));
  }

  /** Takes the line of progress away. */
  @Override
  public void close() {
    terminal.clearDrawn();
  }
}
