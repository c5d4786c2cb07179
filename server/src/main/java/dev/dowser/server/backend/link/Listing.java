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
 * One request such as {@code tools/list} over all its pages
 * (https://modelcontextprotocol.io/specification/2025-11-25/server/utilities/pagination). A list
 * without a sensible end is cut, and the cut is reported; a page that fails fails the whole.
 */
final class Listing {
  private final Connection connection;
  private final ListMethod method;
  private final DiscoveryPlan plan;
  private final LongSupplier ticker;
  private final Duration silence;
  private final long deadline;
  private final List<JsonNode> definitions = new ArrayList<>();
  private final Set<String> cursors = new HashSet<>();

  Listing(
      Connection connection,
      ListMethod method,
      DiscoveryPlan plan,
      Duration silence,
      LongSupplier ticker) {
    this.connection = connection;
    this.method = method;
    this.plan = plan;
    this.silence = silence;
    this.ticker = ticker;
    this.deadline = ticker.getAsLong() + plan.limit().toNanos();
  }

  /**
   * What was listed.
   *
   * @param definitions the arrays of all pages, one after the other
   * @param cut why there may be more
   */
  record Listed(List<JsonNode> definitions, Optional<LeftOut> cut) {}

  /** Reads all pages; used once. */
  Listed read() {
    var next = page(Optional.empty());
    for (var pages = 1; next.isPresent(); pages++) {
      var cut = reasonToStop(pages, next.get());
      if (cut.isPresent()) {
        return new Listed(definitions, cut.map(reason -> new LeftOut(method.text(), reason)));
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
    return definitions.size() >= plan.maxEntries() ? Optional.of(tooMany()) : Optional.empty();
  }

  private Listed cutToSize() {
    return definitions.size() <= plan.maxEntries()
        ? new Listed(definitions, Optional.empty())
        : new Listed(
            definitions.subList(0, plan.maxEntries()),
            Optional.of(new LeftOut(method.text(), tooMany())));
  }

  private String tooMany() {
    return "more than " + plan.maxEntries() + " " + method.member() + "; the rest was left out";
  }

  private Optional<String> page(Optional<String> cursor) {
    var params = Json.object();
    cursor.ifPresent(value -> params.put("cursor", value));
    var outcome = connection.call(method.text(), params, patience(), Caller.NONE);
    if (isMissing(outcome)) {
      return Optional.empty();
    }
    var result = result(outcome);
    var entries = result.path(method.member());
    if (!entries.isArray()) {
      throw broken("an array '" + method.member() + "'", entries);
    }
    entries.forEach(definitions::add);
    return nextCursor(result.path("nextCursor"));
  }

  /** Many servers declare resources and do not have the method for templates. */
  private boolean isMissing(CallOutcome outcome) {
    return method != ListMethod.TOOLS
        && outcome instanceof CallOutcome.Refused(var error)
        && error.code() == ErrorCode.UNKNOWN_METHOD.rpcCode();
  }

  /** Absent, null and, as some servers do it, empty mean the end. */
  private Optional<String> nextCursor(JsonNode cursor) {
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
              method.text() + " was refused with " + error.code() + ": " + error.message());
      case CallOutcome.Unavailable(var reason, _) ->
          throw new GatewayException(
              ErrorCode.BACKEND_UNREACHABLE, method.text() + " got no answer: " + reason);
      case CallOutcome.DeadlinePassed(_) -> throw late();
      case CallOutcome.Cancelled() ->
          throw new GatewayException(
              ErrorCode.INTERNAL, method.text() + " was cancelled by nobody");
    };
  }

  private GatewayException late() {
    return new GatewayException(
        ErrorCode.BACKEND_UNREACHABLE,
        method.text()
            + " was not answered in time ("
            + silence.toSeconds()
            + " s a page, "
            + plan.limit().toSeconds()
            + " s in all)");
  }

  private GatewayException broken(String expected, JsonNode got) {
    return new GatewayException(
        ErrorCode.BACKEND_BROKEN,
        method.text()
            + " must answer with "
            + expected
            + ", got "
            + got.getNodeType().name().toLowerCase(Locale.ROOT));
  }
}
