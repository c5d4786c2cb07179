package dev.dowser.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.index.IndexException;
import dev.dowser.server.rpc.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /admin/reindex}. */
final class ReindexTest {
  private final TestGateway gateway = TestGateway.start();

  @AfterEach
  void close() {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | all false",
        "{} | all false",
        "{\"backend\":\"files\"} | files false",
        "{\"full\":true} | all true",
        "{\"virtualServer\":\"ops\"} | ops: all false",
        "{\"virtualServer\":\"main\",\"backend\":\"files\"} | main: files false"
      })
  void reindexRunsAsAsked(String body, String asked) {
    var response = gateway.send(request(gateway, body));

    assertThat(gateway.reindexed.get()).isEqualTo(asked);
    assertThat(TestGateway.json(response))
        .isEqualTo(
            Json.parse(
                """
                {"added": 1, "changed": 2, "removed": 3, "embedded": 4,
                 "failedBackends": ["vault"], "tookMs": 5,
                 "changes": [{"backend": "files", "added": ["files_new"], "changed": [],
                              "removed": ["x"]}]}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | 400",
        "[] | 400",
        "{\"backend\":1} | 400",
        "{\"backend\":\"\"} | 400",
        "{\"backend\":null} | 400",
        "{\"full\":\"yes\"} | 400",
        "{\"backnd\":\"files\"} | 400",
        "{\"backend\":\"nobody\"} | 404",
        "{\"virtualServer\":1} | 400",
        "{\"virtualServer\":\"nobody\"} | 404"
      })
  void reindexIsAskedWrongly_nothingRuns(String body, int status) {
    assertThat(gateway.send(request(gateway, body)).statusCode()).isEqualTo(status);
    assertThat(gateway.reindexed.get()).isEmpty();
  }

  @Test
  void reindexOnAFullDisk_saysSoInsteadOfInternalError() {
    gateway.indexFault.set(
        Optional.of(new IndexException("cannot write the index: No space left on device")));

    var response = gateway.send(request(gateway, "{}"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(TestGateway.json(response).path("error").asString())
        .isEqualTo("the reindex was not finished: cannot write the index: No space left on device");
  }

  @Test
  void unknownMemberIsNamed_cutIfItIsLong() {
    var response = gateway.send(request(gateway, "{\"" + "x".repeat(5_000) + "\": 1}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("got").hasSizeLessThan(300);
  }

  static HttpRequest.Builder request(TestGateway gateway, String body) {
    return gateway
        .request("/admin/reindex")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }
}
