package dev.dowser.models.embedding.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.Embedding;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each {@link Embedder} keeps. */
@Timeout(60)
public abstract class EmbedderContract {
  private static final String SHORT = "Create a new issue";
  private static final String LONG =
      "Lists the pull requests of a repository. Results come in pages of thirty, newest first, and"
          + " can be narrowed by state, by base branch and by the person who opened them.";

  /** The embedder under test, open; may be shared by the tests. */
  protected abstract Embedder embedder();

  /** An embedder of its own, which the test closes. */
  protected abstract Embedder freshEmbedder();

  @Test
  void documents_haveUnitLengthAndTheDimensionsOfTheSpace() {
    List<Embedding> embeddings = embedder().embedDocuments(List.of(SHORT, LONG));

    assertThat(embeddings).hasSize(2).allSatisfy(this::isUnitVector);
  }

  @Test
  void query_hasUnitLengthAndTheDimensionsOfTheSpace() {
    isUnitVector(embedder().embedQuery(SHORT));
  }

  @Test
  void queriesTogether_haveTheVectorsTheyHaveAlone() {
    List<Embedding> together = embedder().embedQueries(List.of(SHORT, LONG, SHORT));

    assertThat(together)
        .extracting(Embedding::values)
        .containsExactly(
            embedder().embedQuery(SHORT).values(),
            embedder().embedQuery(LONG).values(),
            embedder().embedQuery(SHORT).values());
    assertThat(embedder().embedQueries(List.of())).isEmpty();
  }

  @Test
  void space_isNamedByASha256() {
    assertThat(embedder().space().id()).matches("[0-9a-f]{64}");
  }

  @Test
  void sameText_hasTheSameVectorWhateverTravelsWithIt() {
    Embedding alone = embedder().embedDocuments(List.of(SHORT)).getFirst();
    List<String> crowd = new ArrayList<>(List.of(LONG, SHORT, "x"));
    for (int i = 0; i < 20; i++) {
      crowd.add(LONG + " Page " + i);
    }

    Embedding together = embedder().embedDocuments(crowd).get(1);

    assertThat(together.values()).containsExactly(alone.values(), within(1e-3f));
  }

  @Test
  void sameText_hasTheSameVectorEachTime() {
    Embedding first = embedder().embedDocuments(List.of(LONG)).getFirst();
    Embedding second = embedder().embedDocuments(List.of(LONG)).getFirst();

    assertThat(second.values()).containsExactly(first.values(), within(1e-3f));
  }

  @Test
  void documents_keepTheirOrder() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add("word ".repeat(i % 7) + "number " + i);
    }
    Embedding alone = embedder().embedDocuments(texts.subList(38, 39)).getFirst();

    List<Embedding> embeddings = embedder().embedDocuments(texts);

    assertThat(embeddings).hasSize(40);
    assertThat(embeddings.get(38).values()).containsExactly(alone.values(), within(1e-3f));
  }

  @Test
  void noDocuments_giveNoEmbeddings() {
    assertThat(embedder().embedDocuments(List.of())).isEmpty();
  }

  @Test
  void emptyText_hasAVector() {
    isUnitVector(embedder().embedDocuments(List.of("")).getFirst());
    isUnitVector(embedder().embedQuery(""));
  }

  @Test
  void hugeText_isCutAndAnswered() {
    isUnitVector(embedder().embedDocuments(List.of(LONG.repeat(100_000 / LONG.length()))).get(0));
  }

  @Test
  void textsOfOtherScripts_haveVectors() {
    List<String> texts = List.of("新しい課題を作成する", "إنشاء مشكلة", "🐛🔧", "\u0000\uD800");

    assertThat(embedder().embedDocuments(texts)).hasSize(4).allSatisfy(this::isUnitVector);
  }

  @Test
  void concurrentCalls_getWhatTheyAskedFor() throws InterruptedException, ExecutionException {
    Embedding expected = embedder().embedQuery(SHORT);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Embedding>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(executor.submit(() -> embedder().embedQuery(SHORT)));
        answers.add(executor.submit(() -> embedder().embedDocuments(List.of(LONG)).getFirst()));
      }

      for (int i = 0; i < answers.size(); i += 2) {
        assertThat(answers.get(i).get().values()).containsExactly(expected.values(), within(1e-3f));
      }
    }
  }

  @Test
  void closedEmbedder_refusesCalls() {
    Embedder closed = freshEmbedder();
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.embedQuery(SHORT)).satisfies(EmbedderContract::saysClosed);
    assertThatThrownBy(() -> closed.embedDocuments(List.of(SHORT)))
        .satisfies(EmbedderContract::saysClosed);
  }

  @Test
  void closingDuringCalls_endsEachCallWithAVectorOrClosed()
      throws InterruptedException, ExecutionException {
    Embedder embedder = freshEmbedder();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Embedding>>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(executor.submit(() -> embedder.embedDocuments(List.of(LONG, SHORT))));
      }
      embedder.close();

      for (Future<List<Embedding>> call : calls) {
        assertThat(call)
            .satisfiesAnyOf(
                done -> assertThat(done).succeedsWithin(Duration.ofSeconds(30)),
                done ->
                    assertThat(done)
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableOfType(ExecutionException.class)
                        .havingCause()
                        .satisfies(EmbedderContract::saysClosed));
      }
    }
  }

  /** Cosine of two embeddings of one space. */
  protected static double cosine(Embedding one, Embedding other) {
    double sum = 0;
    for (int i = 0; i < one.dimensions(); i++) {
      sum += one.values()[i] * other.values()[i];
    }
    return sum;
  }

  private void isUnitVector(Embedding embedding) {
    assertThat(embedding.dimensions()).isEqualTo(embedder().space().dimensions());
    assertThat(cosine(embedding, embedding)).isCloseTo(1, within(1e-4));
  }

  private static void saysClosed(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            EmbeddingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
  }
}
