package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.faults;
import static dev.dowser.config.loading.Configs.loaded;
import static dev.dowser.config.loading.Configs.parse;
import static dev.dowser.config.loading.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.EmbeddingModel.Api;
import dev.dowser.config.EmbeddingModel.Bundled;
import dev.dowser.config.EmbeddingModel.Remote;
import dev.dowser.config.EmbeddingSettings;
import dev.dowser.config.RemoteLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each key of an embedding server has an effect. */
final class EmbeddingServerKeysTest {
  private static final String ONE_BACKEND = "backends: [{ name: files, command: serve-files }]\n";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", "/home/ada", "TEI_TOKEN", " s3cret\n", "OPENAI_API_KEY", "sk-1");

  private static EmbeddingSettings embedding(String keys) {
    return loaded(
            ONE_BACKEND + "embedding: { url: 'https://tei.example.com/x?k=s3cret', " + keys + " }",
            ENVIRONMENT)
        .embedding();
  }

  private static Remote server(String keys) {
    return (Remote) embedding(keys).model();
  }

  private static Remote service(String keys) {
    var text = ONE_BACKEND + "optimizer: { embeddingService: 'http://tei:8080', " + keys + " }";
    return (Remote) loaded(text, ENVIRONMENT).embedding().model();
  }

  @Test
  void url_alone() {
    var server = server("");

    assertThat(server.url()).isEqualTo(URI.create("https://tei.example.com/x?k=s3cret"));
    assertThat(server.api()).isEqualTo(Api.AUTO);
    assertThat(server.name()).isEmpty();
    assertThat(server.dimensions()).isEmpty();
    assertThat(server.access().headers()).isEmpty();
    assertThat(server.limits())
        .isEqualTo(new RemoteLimits(Duration.ofSeconds(30), Duration.ofMillis(500), 32));
    assertThat(server.queryPrefix() + server.documentPrefix()).isEmpty();
  }

  @Test
  void modelThatTeiIsNotAskedFor_isNotIgnoredInSilence() {
    var text = ONE_BACKEND + "embedding: { url: 'http://tei:8080', api: tei, remoteModel: bge }";

    assertThat(warnings(parse(text)))
        .containsExactly("2 embedding.remoteModel: has no effect with api: tei");
  }

  @Test
  void apiAndModel() {
    assertThat(server("api: tei").api()).isEqualTo(Api.TEI);
    assertThat(server("api: openai, remoteModel: embed-3").api()).isEqualTo(Api.OPENAI);
    assertThat(server("remoteModel: embed-3").name()).contains("embed-3");
    assertThat(server("dimensions: 256").dimensions()).hasValue(256);
  }

  @Test
  void limits() {
    assertThat(server("timeout: 5s").limits().timeout()).hasSeconds(5);
    assertThat(server("queryTimeout: 80ms").limits().queryTimeout()).hasMillis(80);
    assertThat(server("batch: 128").limits().batch()).isEqualTo(128);
    assertThat(embedding("maxTokens: 8192").maxTokens()).isEqualTo(8192);
  }

  @Test
  void prefixes() {
    assertThat(server("queryPrefix: 'q: '").queryPrefix()).isEqualTo("q: ");
    assertThat(server("documentPrefix: 'd: '").documentPrefix()).isEqualTo("d: ");
  }

  @Test
  void tokenAndHeaders(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("token"), "of-file\n");

    assertThat(server("tokenEnv: TEI_TOKEN").access().headers())
        .containsExactly(Map.entry("Authorization", "Bearer s3cret"));
    assertThat(server("tokenFile: '" + file + "', headers: { X-Team: a }").access().headers())
        .containsOnly(Map.entry("Authorization", "Bearer of-file"), Map.entry("X-Team", "a"));
  }

  @Test
  void tokenThatNoHeaderCanCarry_isRefusedWithoutBeingShown(@TempDir Path folder)
      throws IOException {
    var file = Files.writeString(folder.resolve("token"), "two s3crets");
    var text = ONE_BACKEND + "embedding: { url: 'http://t', tokenFile: '" + file + "' }";

    assertThat(faults(text))
        .containsExactly(
            "2 embedding.tokenFile: expected a token: visible ASCII characters without spaces");
  }

  @Test
  void caBundle() {
    var text = ONE_BACKEND + "embedding: { url: 'https://t', caBundlePath: none.pem }";

    assertThat(faults(text))
        .singleElement()
        .asString()
        .startsWith("2 embedding.caBundlePath: there is no file /srv/dowser/none.pem");
  }

  @Test
  void secretsAreNotShown() {
    assertThat(server("tokenEnv: TEI_TOKEN, headers: { X-Key: s3cret }").toString())
        .contains("https://tei.example.com/x?***", "[Authorization, X-Key]")
        .doesNotContain("s3cret");
  }

  @Test
  void keysOfTheReferenceMeanTheSame() {
    assertThat(service("").url()).isEqualTo(URI.create("http://tei:8080"));
    assertThat(service("").api()).isEqualTo(Api.TEI);
    assertThat(service("embeddingServiceTimeout: 7s").limits().timeout()).hasSeconds(7);
    assertThat(service("embeddingHeaders: { X-A: b }").access().headers())
        .containsEntry("X-A", "b");
    var openAi = service("embeddingProvider: openai, embeddingModel: m");
    assertThat(openAi.api()).isEqualTo(Api.OPENAI);
    assertThat(openAi.name()).contains("m");
    assertThat(openAi.access().headers()).containsEntry("Authorization", "Bearer sk-1");
  }

  @Test
  void teiDoesNotGetTheTokenOfOpenAi() {
    assertThat(service("embeddingProvider: tei").access().headers()).isEmpty();
  }

  @Test
  void otherKeysOfEmbeddingStandBesideTheReferencesOnes() {
    var text =
        ONE_BACKEND + "embedding: { maxTokens: 600 }\noptimizer: { embeddingService: 'http://t' }";

    assertThat(loaded(text).embedding().maxTokens()).isEqualTo(600);
    assertThat(loaded(text).embedding().model()).isInstanceOf(Remote.class);
  }

  @Test
  void twoModels_areRefusedWhereverTheyStand() {
    var text =
        ONE_BACKEND + "embedding: { model: minilm }\noptimizer: { embeddingService: 'http://t' }";

    assertThat(faults(text))
        .containsExactly(
            "3 optimizer.embeddingService: names a model, and embedding.model names another");
  }

  @Test
  void emptyServiceOfTheReference_isNone() {
    assertThat(loaded(ONE_BACKEND + "optimizer: { embeddingService: '' }").embedding().model())
        .isEqualTo(Bundled.DOWSER);
  }
}
