package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.text.TokenCount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinnedToolsTest {
  private static FindSettings pinned(String... names) {
    return new FindSettings(8, 600, Detail.SIGNATURE, Optional.empty(), 0, List.of(names));
  }

  private static List<String> listed(Surfaces surfaces) {
    return surfaces.surface.definitions().stream()
        .map(definition -> definition.path("name").asString())
        .toList();
  }

  @Test
  void pinnedTools_standBesideTheTwoInTheirOrder() {
    var surfaces =
        new Surfaces(Surfaces.twoServers(), pinned("files_read_file", "github_get_issue"));

    assertThat(listed(surfaces))
        .containsExactly("find_tool", "call_tool", "files_read_file", "github_get_issue");
    assertThat(surfaces.surface.definitions().get(2).path("inputSchema"))
        .isEqualTo(Json.parse("{\"type\":\"object\"}"));
    assertThat(surfaces.surface.followsCatalog()).isTrue();
  }

  @Test
  void pinnedToolThatIsNotThere_isNotListed() {
    var server = Surfaces.twoServers();
    var surfaces = new Surfaces(server, pinned("files_read_file", "nope"));
    assertThat(listed(surfaces)).containsExactly("find_tool", "call_tool", "files_read_file");

    server.publish(List.of(new BackendId("github")));

    assertThat(listed(surfaces)).containsExactly("find_tool", "call_tool");
  }

  @Test
  void nothingPinned_theListNeverChanges() {
    assertThat(new Surfaces(Surfaces.twoServers()).surface.followsCatalog()).isFalse();
  }

  @Test
  void sizeOfTheListing_isThatOfTheTwoAndThePinned() {
    var server = Surfaces.twoServers();
    var some = new Surfaces(server, pinned("files_read_file"));
    var none = new Surfaces(server, pinned());

    assertThat(new ListingTokens(server, some.surface).shown())
        .isEqualTo(
            new ListingTokens(server, none.surface).shown()
                + TokenCount.exact(Json.text(some.surface.definitions().getLast())));
  }
}
