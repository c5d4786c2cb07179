package dev.dowser.models.embedding.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.embedding.EmbeddingSpace;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bag of words in a few dimensions: texts that share words are near each other, the same text has
 * the same vector in every run. Remembers what it embedded and fails when told to. Thread-safe.
 */
public final class FixedEmbedder implements Embedder {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private final EmbeddingSpace space;
  private final List<String> documents = new ArrayList<>();
  private final List<String> queries = new ArrayList<>();
  private final AtomicReference<@Nullable Reason> failure = new AtomicReference<>();

  /** 64 dimensions, in the space of the model called {@code fixed}. */
  public FixedEmbedder() {
    this("fixed", 64);
  }

  /** Embedders with another name or size have another space. */
  public FixedEmbedder(String model, int dimensions) {
    this.space = new EmbeddingSpace(sha256(model + "/" + dimensions), model, dimensions);
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    refuseIfTold();
    synchronized (documents) {
      documents.addAll(texts);
    }
    return texts.stream().map(this::embed).toList();
  }

  @Override
  public Embedding embedQuery(String text) {
    refuseIfTold();
    synchronized (queries) {
      queries.add(text);
    }
    return embed(text);
  }

  @Override
  public void close() {
    failure.set(Reason.CLOSED);
  }

  /** Each call from now on ends with this reason. */
  public void failWith(Reason reason) {
    failure.set(reason);
  }

  /** Ends {@link #failWith}, and a {@link #close} too. */
  public void recover() {
    failure.set(null);
  }

  /** Every document embedded so far, in order of arrival. */
  public List<String> embeddedDocuments() {
    synchronized (documents) {
      return List.copyOf(documents);
    }
  }

  /** Every query embedded so far, in order of arrival. */
  public List<String> embeddedQueries() {
    synchronized (queries) {
      return List.copyOf(queries);
    }
  }

  private void refuseIfTold() {
    Reason reason = failure.get();
    if (reason != null) {
      throw new EmbeddingException(reason, "the fixed embedder was told to be " + reason);
    }
  }

  private Embedding embed(String text) {
    float[] values = new float[space.dimensions()];
    values[0] = 0.01f; // so that a text without words has a direction too
    Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (words.find()) {
      values[Math.floorMod(spread(words.group().hashCode()), values.length)] += 1;
    }
    double length = 0;
    for (float value : values) {
      length += value * value;
    }
    float scale = (float) (1 / Math.sqrt(length));
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return new Embedding(values);
  }

  /** The finaliser of MurmurHash3: similar words get unrelated numbers. */
  private static int spread(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java runtime has SHA-256", e);
    }
  }
}
