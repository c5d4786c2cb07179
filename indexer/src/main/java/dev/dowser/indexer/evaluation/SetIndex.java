package dev.dowser.indexer.evaluation;

import dev.dowser.indexer.evaluation.sets.BadSetException;
import dev.dowser.indexer.evaluation.sets.QuerySet;
import dev.dowser.indexer.index.ToolIndex;
import dev.dowser.indexer.index.ToolIndex.Options;
import dev.dowser.indexer.index.VectorCache;
import dev.dowser.models.embedding.EmbedderSource;

/** The tools of a set in the index that serves clients, for benches that ask it themselves. */
public final class SetIndex {

  private SetIndex() {}

  /**
   * An index of the set's tools with all vectors that the embedder gives, once it is loaded.
   *
   * @param cache keeps the vectors
   * @param embedder may be unavailable; then words alone are indexed, which is said
   * @param options what a gateway would use
   * @param progress is told what is being done
   * @throws BadSetException if the vectors do not come
   */
  public static ToolIndex of(
      QuerySet set,
      VectorCache cache,
      EmbedderSource embedder,
      Options options,
      BenchProgress progress)
      throws InterruptedException {
    var _ = SetRun.settled(embedder, progress);
    return new SetRun(set, cache, progress).index(embedder, options);
  }
}
