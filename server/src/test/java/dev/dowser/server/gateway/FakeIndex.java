package dev.dowser.server.gateway;

import dev.dowser.indexer.catalog.Catalog;
import dev.dowser.indexer.index.IndexStatus;
import dev.dowser.indexer.index.IndexUpdate;
import dev.dowser.indexer.search.Explanation;
import dev.dowser.indexer.search.Hit;
import dev.dowser.indexer.search.RankedTools;
import dev.dowser.indexer.search.ToolQuery;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Finds everything; can be made to fail or to hang. */
final class FakeIndex implements CatalogIndex {
  final List<Catalog> applied = new CopyOnWriteArrayList<>();
  final CountDownLatch begun = new CountDownLatch(1);
  volatile CountDownLatch gate = new CountDownLatch(0);
  volatile CountDownLatch again = new CountDownLatch(0);
  volatile boolean broken;
  volatile Optional<String> fault = Optional.empty();
  final AtomicInteger rebuilt = new AtomicInteger();
  final AtomicLong embedded = new AtomicLong();
  volatile Duration waited = Duration.ZERO;

  @Override
  public IndexUpdate apply(Catalog catalog) {
    begun.countDown();
    pass(gate);
    if (broken) {
      throw new GatewayException(ErrorCode.INTERNAL, "disk full");
    }
    applied.add(catalog);
    again.countDown();
    return new IndexUpdate(0, 0, 0);
  }

  static void pass(CountDownLatch gate) {
    try {
      if (!gate.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the gate was never opened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted at the gate", e);
    }
  }

  @Override
  public IndexStatus status() {
    var version = applied.isEmpty() ? 0 : applied.getLast().version();
    return new IndexStatus(0, 0, "", embedded.get(), version, new EmbedderState.Loading(), fault);
  }

  @Override
  public void rebuild() {
    rebuilt.incrementAndGet();
  }

  @Override
  public boolean awaitVectors(Duration longest) {
    waited = longest;
    embedded.addAndGet(5);
    return true;
  }

  @Override
  public Explanation explain(ToolQuery query) {
    return new Explanation(search(query), List.of());
  }

  @Override
  public RankedTools search(ToolQuery query) {
    var hits =
        applied.getLast().exposed().values().stream()
            .filter(query.candidates())
            .map(tool -> new Hit(tool, 0, 1, new Hit.Reason(1, 0)))
            .toList();
    return new RankedTools(hits, 0, RankedTools.Mode.LEXICAL);
  }
}
