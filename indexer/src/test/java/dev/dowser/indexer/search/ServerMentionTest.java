package dev.dowser.indexer.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.indexer.catalog.BackendId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerMentionTest {

  @ParameterizedTest
  @CsvSource({
    "create an issue in github, github, true",
    "create an issue in GitHub!, github, true",
    "create an issue in github, git, false",
    "create an issue in git, github, false",
    "gitlab merge request, git, false",
    "brave search for news, brave-search, true",
    "bravesearch for news, brave_search, true",
    "search the brave new world, brave-search, false",
    "ask stripe for a refund, stripe-mcp, true",
    "ask stripe for a refund, mcp-server-stripe, true",
    "start the server, mcp-server, false",
    "'', github, false",
    "погода в Москве, погода, true",
  })
  void serverIsNamedByItsWholeName(String need, String server, boolean named) {
    assertThat(new ServerMention(need).names(new BackendId(server))).isEqualTo(named);
  }
}
