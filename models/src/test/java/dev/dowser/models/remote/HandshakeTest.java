package dev.dowser.models.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dowser.models.embedding.EmbeddingException;
import dev.dowser.models.remote.EmbeddingServer.Api;
import dev.dowser.models.remote.EmbeddingServer.Limits;
import dev.dowser.models.remote.EmbeddingServer.Texts;
import dev.dowser.models.remote.testing.ScriptedServer;
import dev.dowser.models.remote.testing.ScriptedServer.Answer;
import dev.dowser.models.remote.testing.ScriptedServer.Asked;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class HandshakeTest {
  private final ScriptedServer server = new ScriptedServer();
  @TempDir private Path folder;

  private RemoteEmbedder shake(EmbeddingServer settings) {
    var calls = new HttpCalls(Servers.CLIENT, settings.headers());
    return new Handshake(settings, calls, new KnownAnchors(folder)).shake(new Deaf());
  }

  private EmbeddingServer settings() {
    return Servers.at(server.url());
  }

  private EmbeddingServer openAi() {
    return Servers.at(server.url().resolve("/v1"));
  }

  private List<String> paths() {
    return server.asked().stream().map(Asked::path).toList();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', /info /embed",
    "/, /info /embed",
    "/embed, /info /embed",
    "/v1, /v1/embeddings",
    "/v1/, /v1/embeddings",
    "/v1/embeddings, /v1/embeddings",
  })
  void serverIsFoundByAnyOfItsAddresses(String path, String asked) {
    var _ = shake(Servers.at(URI.create(server.url() + path)));

    assertThat(String.join(" ", paths())).isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource({"404", "405", "400"})
  void serverWithoutInfo_isAskedAsOpenAi(int status) {
    server.setInfo(new Answer(status, "nothing"));

    assertThat(shake(settings()).space().model()).isEqualTo("acme-embed (server)");
    assertThat(paths()).containsExactly("/info", "/v1/embeddings");
  }

  @Test
  void pageForPeople_isNoInfo() {
    server.setInfo(new Answer(200, "<html>"));

    var _ = shake(settings());

    assertThat(paths()).containsExactly("/info", "/v1/embeddings");
  }

  @Test
  void toldApi_isUsedWhateverTheServerHas() {
    var _ = shake(Servers.with(settings(), Api.OPENAI, Optional.of("m"), OptionalInt.empty()));

    assertThat(paths()).containsExactly("/v1/embeddings");
    assertThat(server.asked().getFirst().body()).contains("\"model\":\"m\"");
  }

  @Test
  void teiWithoutInfo_isUsedIfItIsToldToBeOne() {
    server.setInfo(new Answer(404, ""));

    assertThat(
            shake(Servers.with(settings(), Api.TEI, Optional.empty(), OptionalInt.empty()))
                .documentsAtOnce())
        .isEqualTo(31);
  }

  @Test
  void openAiWithoutAModel_isRefused() {
    var settings = Servers.with(openAi(), Api.AUTO, Optional.empty(), OptionalInt.empty());

    assertThatThrownBy(() -> shake(settings))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("needs the name of a model");
  }

  @Test
  void dimensions_areAskedForAndDemanded() {
    var settings = Servers.with(openAi(), Api.AUTO, Optional.of("m"), OptionalInt.of(32));

    assertThatThrownBy(() -> shake(settings))
        .hasMessage("expected vectors of 32 dimensions, the embedding server gives 64");
    assertThat(server.asked().getFirst().body()).contains("\"dimensions\":32");
  }

  @Test
  void headers_goWithEveryRequest() {
    shake(settings()).embedQuery("a need");

    assertThat(server.asked())
        .hasSize(3)
        .extracting(Asked::authorization)
        .containsOnly("Bearer s3cret");
  }

  @Test
  void texts_areCutAndPrefixed_andNeverEmpty() {
    var embedder = shake(Servers.with(settings(), new Texts("Q: ", "", 5)));

    embedder.embedQuery("abcdefgh");
    embedder.embedDocuments(
        List.of("", "abcd\uD83D\uDD27", "\uD83D\uDD27\uD83D\uDD27\uD83D\uDD27"));

    assertThat(server.embedded())
        .containsExactly("Q: abcde", ".", "abcd", "\uD83D\uDD27\uD83D\uDD27");
  }

  @Test
  void batch_boundsTheTextsOfARequest() {
    server.setInfo(new Answer(404, ""));
    var settings = Servers.with(settings(), new Limits(Servers.LONG, Servers.LONG, 2));
    var embedder = shake(settings);

    embedder.embedDocuments(List.of("one", "two"));

    assertThat(server.asked()).filteredOn(one -> !one.body().isEmpty()).hasSize(3);
    assertThat(server.embedded()).containsExactly("one", "two");
  }

  @Test
  void space_differsByAllThatShapesAVector_andNotByTheAddress() {
    var plain = shake(settings()).space();
    var otherAddress = shake(Servers.at(server.url().resolve("/embed"))).space();
    var otherApi = shake(openAi()).space();
    var queryPrefix = shake(Servers.with(settings(), new Texts("Q: ", "", 1024))).space();
    var documentPrefix = shake(Servers.with(settings(), new Texts("", "Q: ", 1024))).space();
    var length = shake(Servers.with(settings(), new Texts("", "", 1000))).space();
    server.setInfo(new Answer(200, "{\"model_id\": \"acme/small\", \"model_sha\": \"def\"}"));
    var revision = shake(settings()).space();

    assertThat(otherAddress).isEqualTo(plain);
    assertThat(List.of(plain, otherApi, queryPrefix, documentPrefix, length, revision))
        .extracting(space -> space.id())
        .doesNotHaveDuplicates();
  }

  @Test
  void damagedMemoryOfModels_isWrittenAnew() throws IOException {
    var before = shake(settings()).space();
    var file = onlyFile();
    Files.write(file, new byte[] {1, 2, 3});

    assertThat(shake(settings()).space()).isEqualTo(before);
    assertThat(Files.size(file)).isEqualTo(64 * Float.BYTES);
  }

  @Test
  void memoryOfModels_doesNotGrowWithoutBound() throws IOException {
    for (int i = 0; i < 20; i++) {
      int at = i;
      server.setModel(_ -> unit(at));
      var _ = shake(settings());
    }

    assertThat(Files.size(onlyFile())).isEqualTo(8L * 64 * Float.BYTES);
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList().getFirst();
    }
  }

  private static float[] unit(int at) {
    var vector = new float[64];
    vector[at] = 1;
    return vector;
  }

  private static final class Deaf implements RemoteEmbedder.Watch {
    @Override
    public void lost(RemoteEmbedder embedder, EmbeddingException why) {}

    @Override
    public void doubted(RemoteEmbedder embedder) {}
  }
}
