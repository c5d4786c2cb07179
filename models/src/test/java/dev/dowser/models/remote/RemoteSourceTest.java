package dev.dowser.models.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderState;
import dev.dowser.models.embedding.EmbedderState.Ready;
import dev.dowser.models.embedding.EmbedderState.Unavailable;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.remote.EmbeddingServer.Limits;
import dev.dowser.models.remote.testing.ScriptedServer;
import dev.dowser.models.remote.testing.ScriptedServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class RemoteSourceTest {
  private final ScriptedServer server = new ScriptedServer();
  private final HandLater later = new HandLater();
  private final List<EmbedderState> heard = new ArrayList<>();
  @TempDir private Path folder;

  private RemoteSource source(EmbeddingServer settings) {
    var calls = new HttpCalls(Servers.CLIENT, settings.headers());
    var source = new RemoteSource(settings, calls, new KnownAnchors(folder), later);
    source.whenSettled(heard::add);
    source.begin();
    return source;
  }

  private RemoteSource source() {
    return source(Servers.at(server.url()));
  }

  private static Embedder embedder(RemoteSource source) {
    return ((Ready) source.state()).embedder();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void serverThatAnswers_isReadyWithTheNameOfItsModel() {
    var source = source();
    later.run();

    assertThat(heard).containsExactly(source.state());
    assertThat(embedder(source).space().model()).isEqualTo("acme/small (server)");
    assertThat(embedder(source).space().dimensions()).isEqualTo(64);
  }

  @Test
  void sourceThatHasNotAskedYet_isLoading() {
    assertThat(source().state()).isInstanceOf(EmbedderState.Loading.class);
    assertThat(heard).isEmpty();
  }

  @Test
  void serverThatIsDown_isAskedAgainWithGrowingPausesUntilItAnswers() {
    server.stop();
    var source = source();
    later.run();
    for (int i = 0; i < 8; i++) {
      later.pass();
    }

    assertThat(later.pauses())
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(heard).containsExactly(new Unavailable("the embedding server cannot be reached"));

    server.restart();
    later.pass();

    assertThat(source.state()).isInstanceOf(Ready.class);
    assertThat(heard).hasSize(2).last().isEqualTo(source.state());
  }

  @Test
  void serverThatGoes_isNoticedByDocumentsAndComesBackInTheSameSpace() {
    var source = source();
    later.run();
    var space = embedder(source).space();
    var before = embedder(source);
    server.stop();

    assertThatThrownBy(() -> before.embedDocuments(List.of("a tool")))
        .satisfies(away("the embedding server cannot be reached"));
    assertThat(source.state()).isInstanceOf(Unavailable.class);

    server.restart();
    later.run();
    later.pass();

    assertThat(embedder(source).space()).isEqualTo(space);
    assertThat(heard).hasSize(3);
  }

  @Test
  void failedQuery_makesTheServerDoubted_andCheckedInTheBackground() {
    var source = source();
    later.run();
    var before = embedder(source);
    server.stop();

    assertThatThrownBy(() -> before.embedQuery("a need"))
        .satisfies(away("the embedding server cannot be reached"));
    assertThat(source.state()).isInstanceOf(Ready.class);

    later.run();

    assertThat(source.state()).isEqualTo(new Unavailable("the embedding server cannot be reached"));
  }

  @Test
  void queryThatTakesTooLong_endsInTimeAndCostsNothingElse() {
    var settings = Servers.at(server.url());
    var patient = new Limits(Servers.LONG, Duration.ofMillis(50), 32);
    var source = source(Servers.with(settings, patient));
    later.run();
    var answered = new CountDownLatch(1);
    server.setModel(text -> {
      await(answered);
      return server.fixed(text);
    });

    assertThatThrownBy(() -> embedder(source).embedQuery("a need"))
        .satisfies(away("the embedding server did not answer in time"));
    answered.countDown();
    later.run();

    assertThat(source.state()).isInstanceOf(Ready.class);
  }

  @Test
  void anotherModelUnderTheSameName_isNoticedAndHasAnotherSpace() {
    var source = source();
    later.run();
    var before = embedder(source);
    server.setModel(text -> reversed(server.fixed(text)));

    assertThatThrownBy(() -> before.embedDocuments(List.of("a tool")))
        .satisfies(away("the embedding server has another model now"));
    later.run();
    later.pass();

    assertThat(embedder(source).space().id()).isNotEqualTo(before.space().id());
    assertThat(embedder(source).embedDocuments(List.of("a tool"))).hasSize(1);
  }

  @Test
  void modelThatWasSeenBefore_isKnownAgainAfterARestartAndSmallDifferences() {
    var first = source();
    later.run();
    server.setModel(text -> reversed(server.fixed(text)));
    var second = source();
    later.run();
    server.setModel(text -> shaken(server.fixed(text)));
    var third = source();
    later.run();

    assertThat(embedder(second).space().id()).isNotEqualTo(embedder(first).space().id());
    assertThat(embedder(third).space()).isEqualTo(embedder(first).space());
  }

  @Test
  void closedSource_isUnavailableAndAsksNoMore() {
    var source = source();
    later.run();
    var embedder = embedder(source);
    source.close();
    later.run();

    assertThat(source.state()).isEqualTo(new Unavailable("closed"));
    assertThatThrownBy(() -> embedder.embedQuery("a need"))
        .isInstanceOfSatisfying(
            EmbeddingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    assertThat(heard).hasSize(1);
  }

  @Test
  void serverThatAsksForAPauseAtTheStart_getsIt() {
    server.answerNext(new Answer(429, "{}", Map.of("Retry-After", "17")));
    var source = source();
    later.run();

    assertThat(later.pauses()).containsExactly(Duration.ofSeconds(17));
    assertThat(source.state())
        .isEqualTo(new Unavailable("the embedding server has too much to do (429)"));
  }

  @Test
  void listenerThatFails_keepsNothingFromTheOthers() {
    var source =
        new RemoteSource(
            Servers.at(server.url()),
            new HttpCalls(Servers.CLIENT, Map.of()),
            new KnownAnchors(folder),
            later);
    source.whenSettled(_ -> {
      throw new IllegalStateException("a listener's own fault");
    });
    source.whenSettled(heard::add);
    source.begin();
    later.run();

    assertThat(heard).hasSize(1);
  }

  private static Consumer<Throwable> away(String message) {
    return thrown ->
        assertThat(thrown)
            .hasMessage(message)
            .isInstanceOfSatisfying(
                EmbeddingException.class, e -> assertThat(e.reason()).isEqualTo(Reason.AWAY));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static float[] reversed(float[] vector) {
    var reversed = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      reversed[i] = vector[vector.length - 1 - i];
    }
    return reversed;
  }

  /** As another machine computes it. */
  private static float[] shaken(float[] vector) {
    vector[1] += 0.01f;
    return vector;
  }
}
