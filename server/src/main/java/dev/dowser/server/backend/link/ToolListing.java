package dev.dowser.server.backend.link;

import dev.dowser.indexer.catalog.LeftOut;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.backend.Caller;
import dev.dowser.server.backend.Connection;
import dev.dowser.server.backend.Patience;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import dev.dowser.server.rpc.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * One {@code tools/list} over all its pages
 * (https://modelcontextprotocol.io/specification/2025-11-25/server/utilities/pagination). A list
 * without a sensible end is cut, and the cut is reported; a page that fails fails the whole.
 */
final class ToolListing {
  private static final String METHOD = "tools/list";

  private final Connection connection;
  private final DiscoveryPlan plan;
  private final LongSupplier ticker;
  private final Duration silence;
  private final long deadline;
  private final List<JsonNode> definitions = new ArrayList<>();
  private final Set<String> cursors = new HashSet<>();

  ToolListing(Connection connection, DiscoveryPlan plan, Duration silence, LongSupplier ticker) {
    this.connection = connection;
    this.plan = plan;
    this.silence = silence;
    this.ticker = ticker;
    this.deadline = ticker.getAsLong() + plan.limit().toNanos();
  }

  /**
   * What was listed.
   *
   * @param definitions the tools arrays of all pages, one after the other
   * @param cut why there may be more
   */
  record Listed(List<JsonNode> definitions, Optional<LeftOut> cut) {}

  /** Reads all pages; used once. */
  Listed read() {
    var next = page(Optional.empty());
    for (var pages = 1; next.isPresent(); pages++) {
      var cut = reasonToStop(pages, next.get());
      if (cut.isPresent()) {
        return new Listed(definitions, cut.map(reason -> new LeftOut(METHOD, reason)));
      }
      next = page(next);
    }
    return cutToSize();
  }

  private Optional<String> reasonToStop(int pages, String cursor) {
    if (!cursors.add(cursor)) {
      return Optional.of("a cursor came twice; the list was taken as ended after page " + pages);
    }
    if (pages >= plan.maxPages()) {
      return Optional.of("more than " + plan.maxPages() + " pages; the rest was not read");
    }
    return definitions.size() >= plan.maxTools() ? Optional.of(tooMany()) : Optional.empty();
  }

  private Listed cutToSize() {
    return definitions.size() <= plan.maxTools()
        ? new Listed(definitions, Optional.empty())
        : new Listed(
            definitions.subList(0, plan.maxTools()), Optional.of(new LeftOut(METHOD, tooMany())));
  }

  private String tooMany() {
    return "more than " + plan.maxTools() + " tools; the rest was left out";
  }

  private Optional<String> page(Optional<String> cursor) {
    var params = Json.object();
    cursor.ifPresent(value -> params.put("cursor", value));
    var result = result(connection.call(METHOD, params, patience(), Caller.NONE));
    var tools = result.path("tools");
    if (!tools.isArray()) {
      throw broken("an array 'tools'", tools);
    }
    tools.forEach(definitions::add);
    return nextCursor(result.path("nextCursor"));
  }

  /** Absent, null and, as some servers do it, empty mean the end. */
  private static Optional<String> nextCursor(JsonNode cursor) {
    if (cursor.isMissingNode() || cursor.isNull()) {
      return Optional.empty();
    }
    if (!cursor.isString()) {
      throw broken("a string 'nextCursor'", cursor);
    }
    return Optional.of(cursor.asString()).filter(value -> !value.isEmpty());
  }

  private Patience patience() {
    var left = Duration.ofNanos(deadline - ticker.getAsLong());
    if (!left.isPositive()) {
      throw late();
    }
    return new Patience(left.compareTo(silence) < 0 ? left : silence, left);
  }

  private JsonNode result(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Answered(var result) -> result;
      case CallOutcome.Refused(var error) ->
          throw new GatewayException(
              ErrorCode.BACKEND_BROKEN,
              "tools/list was refused with " + error.code() + ": " + error.message());
      case CallOutcome.Unavailable(var reason, _) ->
          throw new GatewayException(
              ErrorCode.BACKEND_UNREACHABLE, "tools/list got no answer: " + reason);
      case CallOutcome.DeadlinePassed(_) -> throw late();
      case CallOutcome.Cancelled() ->
          throw new GatewayException(ErrorCode.INTERNAL, "tools/list was cancelled by nobody");
    };
  }

  private GatewayException late() {
    return new GatewayException(
        ErrorCode.BACKEND_UNREACHABLE,
        "tools/list was not answered in time ("
            + silence.toSeconds()
            + " s a page, "
            + plan.limit().toSeconds()
            + " s in all)");
  }

  private static GatewayException broken(String expected, JsonNode got) {
    return new GatewayException(
        ErrorCode.BACKEND_BROKEN,
        "tools/list must answer with "
            + expected
            + ", got "
            + got.getNodeType().name().toLowerCase(Locale.ROOT));
  }
}
