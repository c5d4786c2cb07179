package dev.dowser.indexer.index;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.util.List;

/** Breaks on documents that contain a text. */
record FragileEmbedder(Embedder sound, String poison) implements Embedder {
  @Override
  public EmbeddingSpace space() {
    return sound.space();
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    if (texts.stream().anyMatch(text -> text.contains(poison))) {
      throw new EmbeddingException(Reason.BROKEN, "a text that breaks the model");
    }
    return sound.embedDocuments(texts);
  }

  @Override
  public Embedding embedQuery(String text) {
    return sound.embedQuery(text);
  }

  @Override
  public void close() {
    sound.close();
  }
}
