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
    learn(backend, content, SESSION);
  }

  private void learn(BackendId backend, String content, Session session) {
    var result = Json.parse("{\"content\":" + content + "}");
    links.learn(new CallOutcome.Answered(result), backend, session);
  }

  /** As many links as are kept of a backend. */
  private void flood(BackendId backend, Session session) {
    for (int i = 0; i * 100 < ResourceLinks.MOST; i++) {
      int call = i;
      learn(
          backend,
          IntStream.range(0, 500)
              .mapToObj(n -> link("x:" + call + "/" + n))
              .collect(Collectors.joining(",", "[", "]")),
          session);
    }
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
    flood(A, SESSION);

    assertThat(links.owner("x:old", SESSION)).isEmpty();
    assertThat(links.owner("x:0/0", SESSION)).contains(A);
    assertThat(links.owner("x:0/100", SESSION)).isEmpty();
  }

  @Test
  void backendThatLinksWithoutEnd_makesNoLinkOfAnotherForgotten() {
    learn(B, "[" + link("x:other") + "]");

    flood(A, SESSION);

    assertThat(links.owner("x:other", SESSION)).contains(B);
  }

  @Test
  void manyBackendsThatLinkWithoutEnd_loseTheirOwnOnly() {
    learn(B, "[" + link("x:other") + "]");

    for (int i = 0; i < 4; i++) {
      floodWithLongest(new BackendId("hostile" + i));
    }

    assertThat(links.owner("x:other", SESSION)).contains(B);
    assertThat(links.size()).isLessThanOrEqualTo(ResourceLinks.MOST_CHARACTERS);
    for (int i = 0; i < 4; i++) {
      var hostile = new BackendId("hostile" + i);
      assertThat(links.owner(longest(hostile, ResourceLinks.MOST - 1), SESSION)).contains(hostile);
      assertThat(links.owner(longest(hostile, 0), SESSION)).isEmpty();
    }
  }

  /** As many links as are kept of a backend, each as long as is kept. */
  private void floodWithLongest(BackendId backend) {
    for (int i = 0; i < ResourceLinks.MOST; i++) {
      learn(backend, "[" + link(longest(backend, i)) + "]");
    }
  }

  private static String longest(BackendId backend, int number) {
    var begin = "x:" + backend + "/" + number + "/";
    return begin + "y".repeat(ResourceLinks.LONGEST_URI - begin.length());
  }

  @Test
  void linksOfSessionsThatAreGone_makeNoneOfALiveOneForgotten() {
    for (int i = 0; i < ResourceLinks.MOST; i++) {
      learn(A, "[" + link("x:gone") + "]", new Session("gone " + i));
    }

    learn(A, "[" + link("x:1") + "," + link("x:2") + "]");
    learn(A, "[" + link("x:3") + "]");

    assertThat(links.owner("x:1", SESSION)).contains(A);
    assertThat(links.owner("x:2", SESSION)).contains(A);
    assertThat(links.owner("x:3", SESSION)).contains(A);
    assertThat(links.owner("x:gone", new Session("gone 0"))).isEmpty();
  }

  @Test
  void sessionThatGetsLinksWithoutEnd_makesNoneOfAnotherSessionForgotten() {
    var quiet = new Session("quiet");
    learn(A, "[" + link("x:quiet") + "]", quiet);

    flood(A, SESSION);
    learn(A, "[" + link("x:new") + "]");

    assertThat(links.owner("x:quiet", quiet)).contains(A);
    assertThat(links.owner("x:new", SESSION)).contains(A);
    assertThat(links.owner("x:0/0", SESSION)).isEmpty();
  }
}
