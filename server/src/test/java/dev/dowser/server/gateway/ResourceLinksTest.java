package dev.dowser.server.gateway;

import static dev.dowser.server.gateway.Sample.A;
import static dev.dowser.server.gateway.Sample.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.backend.CallOutcome;
import dev.dowser.server.rpc.Json;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceLinksTest {
  private static final Session SESSION = new Session("one");

  private final ResourceLinks links = new ResourceLinks();

  private void learn(BackendId backend, String content) {
    var result = Json.parse("{\"content\":" + content + "}");
    links.learn(new CallOutcome.Answered(result), backend, SESSION);
  }

  private static String link(String uri) {
    return "{\"type\":\"resource_link\",\"uri\":\"" + uri + "\"}";
  }

  @Test
  void linksAndEmbeddedResources_areRemembered_theLastCounts() {
    learn(
        A,
        "["
            + link("x:1")
            + ",{\"type\":\"resource\",\"resource\":{\"uri\":\"x:2\"}},{\"type\":\"text\",\"uri\":\"x:3\"}]");
    learn(B, "[" + link("x:1") + "]");

    assertThat(links.owner("x:1", SESSION)).contains(B);
    assertThat(links.owner("x:2", SESSION)).contains(A);
    assertThat(links.owner("x:3", SESSION)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "{}", "[7,null,[]]", "[{\"type\":\"resource_link\"}]", "[{\"type\":7}]"})
  void contentThatIsNone_isPassedOver(String content) {
    learn(A, content);

    assertThat(links.owner("", SESSION)).isEmpty();
  }

  @Test
  void backendThatLinksWithoutEnd_makesOnlyTheOldestForgotten() {
    learn(A, "[" + link("x:old") + "]");
    for (int i = 0; i * 100 < ResourceLinks.MOST; i++) {
      int call = i;
      learn(
          A,
          IntStream.range(0, 500)
              .mapToObj(n -> link("x:" + call + "/" + n))
              .collect(Collectors.joining(",", "[", "]")));
    }

    assertThat(links.owner("x:old", SESSION)).isEmpty();
    assertThat(links.owner("x:0/0", SESSION)).contains(A);
    assertThat(links.owner("x:0/100", SESSION)).isEmpty();
  }
}
