package dev.dowser.indexer.index;

import dev.dowser.indexer.search.CodedVector;
import dev.dowser.models.embedding.Cohort;
import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Embeds no document twice: vectors come from the cache where it has them, and then as it codes
 * them. Queries are always embedded. For texts that are no tool's of an index.
 */
public final class CachedEmbedder implements Embedder {
  private final Embedder embedder;
  private final VectorCache cache;
  private final String kept;

  /**
   * An embedder.
   *
   * @param embedder is not closed with this one
   * @param template names the texts' form, so that they do not mix with others in the cache
   */
  public CachedEmbedder(Embedder embedder, VectorCache cache, String template) {
    this.embedder = embedder;
    this.cache = cache;
    this.kept = embedder.space().id() + "/" + template;
  }

  @Override
  public EmbeddingSpace space() {
    return embedder.space();
  }

  @Override
  public Cohort cohort() {
    return embedder.cohort();
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    var unknown =
        texts.stream().filter(text -> cache.get(kept, TextHash.of(text)).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      var computed = embedder.embedDocuments(unknown);
      for (int i = 0; i < unknown.size(); i++) {
        var vector = CodedVector.of(computed.get(i).values());
        cache.put(kept, TextHash.of(unknown.get(i)), vector);
      }
      cache.flush();
    }
    var embedded = new ArrayList<Embedding>(texts.size());
    texts.forEach(text -> embedded.add(known(text)));
    return embedded;
  }

  private Embedding known(String text) {
    return cache
        .get(kept, TextHash.of(text))
        .map(vector -> new Embedding(vector.decoded()))
        .orElseThrow(() -> new IndexException("the cache has lost a vector that it was given"));
  }

  @Override
  public Embedding embedQuery(String text) {
    return embedder.embedQuery(text);
  }

  @Override
  public List<Embedding> embedQueries(List<String> texts) {
    return embedder.embedQueries(texts);
  }

  @Override
  public void close() {
    // the embedder is its owner's
  }
}
