package dev.dowser.server.metatools;

import dev.dowser.server.text.Literal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the arguments of {@code read_result}. Without an offset it is the beginning. */
final class ReadDecoder {

  private ReadDecoder() {}

  static ReadRequest decode(ObjectNode arguments) {
    var handle = Argument.of(arguments, List.of("handle"));
    var offset = Argument.of(arguments, List.of("offset"));
    var faults = new ArrayList<String>();
    if (!handle.isString() || handle.asString().isBlank()) {
      faults.add("handle must be the one in the note of a long result, got " + got(handle));
    }
    var from = offset.isMissingNode() ? 0 : Argument.integer(offset).orElse(-1);
    if (from < 0) {
      faults.add("offset must be a whole number, 0 or more, got " + got(offset));
    }
    return faults.isEmpty()
        ? new ReadRequest.Wanted(handle.asString().strip(), from)
        : new ReadRequest.Faulty(String.join("; ", faults));
  }

  private static String got(JsonNode value) {
    return value.isMissingNode() ? "nothing" : Literal.brief(value);
  }
}
