package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GistWordsTest {

  @ParameterizedTest
  @CsvSource({
    "github_create_issue, Creates an issue., false",
    "github_createIssue, Creating issues., false",
    "github_get_issue, Retrieve a specific issue from GitHub, false",
    "github_create_issue, Creates an issue in a repository., true",
    "github_delete_issue, Creates an issue., true",
    "files_read, Write a file, true",
    "shop_search, 検索, true",
    "x, '', false",
  })
  void sentenceSaysMoreThanTheName(String name, String gist, boolean more) {
    assertThat(GistWords.sayMoreThan(name, gist)).isEqualTo(more);
  }
}
