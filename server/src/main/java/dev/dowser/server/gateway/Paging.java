package dev.dowser.server.gateway;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.gateway.MaterialSurface.Kind;
import dev.dowser.server.gateway.MaterialSurface.Page;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages of a sorted list. A cursor names the last entry of the page before it, so it stays good
 * while entries come and go, and for as long as a client likes.
 */
record Paging(Kind kind, int size) {

  <T> Page page(
      NavigableMap<String, T> all, ObjectNode params, Function<T, ObjectNode> definition) {
    var rest = after(params).map(key -> all.tailMap(key, false)).orElse(all);
    var page = rest.entrySet().stream().limit(size).toList();
    var next =
        page.size() < rest.size()
            ? Optional.of(cursor(page.getLast().getKey()))
            : Optional.<String>empty();
    return new Page(page.stream().map(entry -> definition.apply(entry.getValue())).toList(), next);
  }

  private String cursor(String key) {
    var text = kind.name().charAt(0) + key;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> after(ObjectNode params) {
    var cursor = params.path("cursor");
    if (cursor.isMissingNode() || cursor.isNull()) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor.asString(""));
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!text.isEmpty() && text.charAt(0) == kind.name().charAt(0)) {
        return Optional.of(text.substring(1));
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw unknown(e);
    }
    throw unknown(null);
  }

  private static GatewayException unknown(@Nullable Exception cause) {
    var message = "params.cursor must be the nextCursor of an earlier page of this list";
    return cause == null
        ? new GatewayException(ErrorCode.BAD_PARAMETERS, message)
        : new GatewayException(ErrorCode.BAD_PARAMETERS, message, cause);
  }
}
