package dev.dowser.models.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dowser.models.embedding.Embedder;
import dev.dowser.models.embedding.EmbedderState.Ready;
import dev.dowser.models.embedding.EmbedderState.Unavailable;
import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.embedding.EmbeddingException.Reason;
import dev.dowser.models.remote.testing.ScriptedServer;
import dev.dowser.models.remote.testing.ScriptedServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class HostileServerTest {

  private final ScriptedServer server = new ScriptedServer();
  private final HandLater later = new HandLater();
  @TempDir private Path folder;

  private RemoteSource source(String path) {
    var settings = Servers.at(server.url().resolve(path));
    var calls = new HttpCalls(Servers.CLIENT, settings.headers());
    var source = new RemoteSource(settings, calls, new KnownAnchors(folder), later);
    source.begin();
    later.run();
    return source;
  }

  private static Embedder embedder(RemoteSource source) {
    return ((Ready) source.state()).embedder();
  }

  private static EmbeddingException failure(Embedder embedder) {
    return catchThrowableOfType(
        EmbeddingException.class, () -> embedder.embedDocuments(List.of("a tool")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>|expected JSON, got something else",
        "[[0.5]] more|expected JSON, got something else",
        "{}|expected a list of 2 vectors",
        "[[1.0]]|expected a list of 2 vectors",
        "[[1.0], [1.0], [1.0]]|expected a list of 2 vectors",
        "[[1.0], 7]|expected vectors of 1 to 16384 numbers",
        "[[1.0], []]|expected vectors of 1 to 16384 numbers",
        "[[1.0], [null]]|component 0 of a vector is not a finite number",
        "[[1.0], [\"1\"]]|component 0 of a vector is not a finite number",
        "[[1.0, 1.0], [1.0, 1e300]]|component 1 of a vector is not a finite number",
        "[[1.0], [NaN]]|expected JSON, got something else",
        "[[0, 0], [0, 0]]|a vector has no length",
        "[[1.0], [1.0, 0]]|its vectors have different lengths",
      })
  void answerThatIsNoVectors_isRefusedWithWhatIsWrong(String body, String message) {
    var embedder = embedder(source("/"));
    server.answerNext(new Answer(200, body));

    var failure = failure(embedder);

    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\": []}|expected data with 2 vectors",
        "{\"data\": [{\"embedding\": [1]}, {\"embedding\": [1]}]}|each index from 0 to 1 once",
        "{\"data\": [{\"index\": 1, \"embedding\": [1]}, {\"index\": 1, \"embedding\": [1]}]}|each index",
        "{\"data\": [{\"index\": 0, \"embedding\": [1]}, {\"index\": 2, \"embedding\": [1]}]}|each index",
        "{\"data\": [{\"index\": 0, \"embedding\": \"AAA=\"}, {\"index\": 1}]}|expected vectors of 1 to",
      })
  void answerOfOpenAi_isRefusedWithWhatIsWrong(String body, String message) {
    var embedder = embedder(source("/v1"));
    server.answerNext(new Answer(200, body));

    assertThat(failure(embedder)).hasMessageContaining(message);
  }

  @Test
  void answerLargerThanVectorsCanBe_isNotRead() {
    var embedder = embedder(source("/"));
    server.answerNext(new Answer(200, " ".repeat(200_000) + "[]"));

    assertThat(failure(embedder)).hasMessageContaining("its answer is larger than the vectors");
  }

  @Test
  void deepAnswer_isRefused() {
    var embedder = embedder(source("/"));
    server.answerNext(new Answer(200, "[".repeat(60_000)));

    assertThat(failure(embedder)).hasMessageContaining("expected JSON, got something else");
  }

  @Test
  void textsThatTheServerRefuses_areAtFaultWhileItAnswersOthers() {
    var source = source("/");
    var refusal = "{\"error\": \"`inputs` of Bearer s3cret\", \"error_type\": \"Tokenizer\"}";
    server.answerNext(new Answer(422, refusal));

    var failure = failure(embedder(source));

    assertThat(failure).hasMessage("the embedding server answers 422, Tokenizer");
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN);
    assertThat(source.state()).isInstanceOf(Ready.class);
  }

  @Test
  void serverThatFailsAllTexts_isAtFaultItself() {
    var source = source("/");
    var embedder = embedder(source);
    server.answerAlways(new Answer(500, "{\"error\": {\"message\": \"s3cret\"}}"));

    assertThat(failure(embedder).reason()).isEqualTo(Reason.AWAY);
    assertThat(source.state()).isEqualTo(new Unavailable("the embedding server answers 500"));

    server.recover();
    later.run();
    later.pass();

    assertThat(source.state()).isInstanceOf(Ready.class);
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7, 7",
    "429, , 2",
    "429, 86400, 60",
    "429, 'Wed, 21 Oct 2026 07:28:00 GMT', 2",
    "429, -1, 2",
    "503, 9, 9",
  })
  void serverWithTooMuchToDo_isLeftAloneAsLongAsItSays(int status, String header, long seconds) {
    var source = source("/");
    var headers = header == null ? Map.<String, String>of() : Map.of("Retry-After", header);
    server.answerNext(new Answer(status, "{\"error_type\": \"Overloaded\"}", headers));

    var failure = failure(embedder(source));

    assertThat(failure.reason()).isEqualTo(Reason.BUSY);
    assertThat(failure.pause()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(source.state()).isInstanceOf(Ready.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401|refuses us: is the token right? (401)",
        "403|refuses us: is the token right? (403)",
        "404|has no such endpoint or model (404)",
        "502|does not serve now (502)",
        "503|does not serve now (503)",
      })
  void serverThatDoesNotServe_isAway(int status, String message) {
    var embedder = embedder(source("/"));
    server.answerNext(new Answer(status, "{}"));

    var failure = failure(embedder);

    assertThat(failure)
        .hasMessage("the embedding server at %s/embed %s".formatted(server.url(), message));
    assertThat(failure.reason()).isEqualTo(Reason.AWAY);
  }

  @Test
  void redirect_isNamedAndNotFollowed() {
    var embedder = embedder(source("/"));
    var elsewhere = Map.of("Location", "https://evil.example/embed?token=x");
    server.answerNext(new Answer(308, "", elsewhere));

    assertThat(failure(embedder))
        .hasMessageContaining("redirects to https://evil.example/embed, which is not followed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model_id\": \"r\", \"model_type\": {\"reranker\": {}}}|the model r of the embedding server gives no embeddings",
        "{\"model_id\": \"r\", \"max_client_batch_size\": 1}|takes 1 texts in a request, expected 2",
      })
  void serverOfAnotherKind_isRefused(String info, String message) {
    server.setInfo(new Answer(200, info));

    assertThat(source("/").state())
        .isInstanceOfSatisfying(
            Unavailable.class, state -> assertThat(state.reason()).contains(message));
  }

  @Test
  void nameOfTheModel_isMadeFitToBeShown() {
    server.setInfo(new Answer(200, "{\"model_id\": \"a\\u001b[31m\\nb" + "x".repeat(200) + "\"}"));

    assertThat(embedder(source("/")).space().model()).startsWith("a?[31m?bxx").hasSize(109);
  }

  @Test
  void noMessageHoldsWhatTheServerSays() {
    server.setInfo(new Answer(401, "{\"error\": \"Bearer s3cret is wrong\"}"));

    assertThat(source("/").state().toString()).contains("refuses us").doesNotContain("s3cret");
  }

  @Test
  void batchIsSplit_soThatTheServerTakesIt() {
    var embedder = embedder(source("/"));

    assertThat(embedder.documentsAtOnce()).isEqualTo(3);
    assertThat(embedder.embedDocuments(Collections.nCopies(7, "a tool"))).hasSize(7);
    assertThat(server.asked().stream().filter(one -> one.path().equals("/embed")))
        .hasSize(4)
        .allSatisfy(one -> assertThat(one.texts()).hasSizeLessThanOrEqualTo(4));
  }

  @Test
  void enoughNumbers_areBroughtToUnitLength() {
    server.setModel(_ -> new float[] {3, 4});
    var embedder = embedder(source("/"));

    assertThat(embedder.embedQuery("a need").values()).containsExactly(0.6f, 0.8f);
  }

  @Test
  void answerOfAnotherLength_meansAnotherModel() {
    var embedder = embedder(source("/"));
    server.setModel(_ -> new float[] {3, 4});

    assertThatThrownBy(() -> embedder.embedQuery("a need"))
        .hasMessage("the embedding server has another model now");
  }
}
