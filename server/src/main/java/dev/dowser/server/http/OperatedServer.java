package dev.dowser.server.http;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.ToolId;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.server.gateway.VirtualServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What operators see of one virtual server.
 *
 * @param name tells it from the others
 * @param path of its MCP endpoint
 * @param mode of its clients
 * @param server itself
 * @param gauges what only the composition root knows where to read
 */
public record OperatedServer(
    String name, String path, String mode, VirtualServer server, Gauges gauges) {

  /**
   * Where the present figures are read.
   *
   * @param finding whether finding answers
   * @param index state of the index
   * @param indexFault why the index could last not be written, empty if it can
   * @param sessions held now
   * @param tokens of definitions, shown and saved
   * @param unchecked tools whose arguments are not or not wholly checked, and why
   * @param pinnedWithoutTool pinned names that no tool has although all backends have answered
   * @param lostSubscriptions resources of a backend that it does not tell of although it should
   */
  public record Gauges(
      BooleanSupplier finding,
      Supplier<IndexStatus> index,
      Supplier<Optional<String>> indexFault,
      IntSupplier sessions,
      Supplier<Tokens> tokens,
      Supplier<Map<ToolId, String>> unchecked,
      Supplier<List<String>> pinnedWithoutTool,
      ToIntFunction<BackendId> lostSubscriptions) {}

  /**
   * Tokens since the process started.
   *
   * @param shown that clients got to know tools by
   * @param saved that they would have got beyond that had all tools been listed to them; negative
   *     if finding cost more
   */
  public record Tokens(long shown, long saved) {}
}
