package dev.dowser.server.metatools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.server.rpc.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code find_tool} with the names of tools whose definitions are wanted. */
class NamedToolsTest {
  private final FakeVirtualServer server = Surfaces.twoServers();
  private final Surfaces surfaces = new Surfaces(server);

  private List<String> lines(String arguments) {
    return Surfaces.text(surfaces.find(arguments.replace('\'', '"'))).lines().toList();
  }

  private static List<String> defined(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("{"))
        .map(line -> Json.parse(line).path("name").asString())
        .toList();
  }

  private static String schema(int properties) {
    return IntStream.range(0, properties)
        .mapToObj(i -> "\"parameter" + i + "\":{\"type\":\"string\",\"description\":\"Words.\"}")
        .collect(Collectors.joining(",", "{\"properties\":{", "}}"));
  }

  @Test
  void names_theirDefinitionsComeInTheOrderAsked() {
    var lines =
        lines("{'query':'','queries':['files_read_file','github_get_issue'],'detail':'schema'}");

    assertThat(lines).hasSize(2);
    assertThat(defined(lines)).containsExactly("files_read_file", "github_get_issue");
  }

  @Test
  void someNamesAreWrong_othersAreAnsweredAndTheNearestIsNamed() {
    var lines = lines("{'queries':['github_create_isue_now','files_read_file'],'detail':'schema'}");

    assertThat(defined(lines)).containsExactly("files_read_file");
    assertThat(lines.getFirst())
        .startsWith("# github_create_isue_now: unknown tool; nearest: github_create_issue");
  }

  @Test
  void nameInAnotherSpelling_isReadAndSaid() {
    var lines = lines("{'queries':['Create-Issue','files_read_file'],'detail':'schema'}");

    assertThat(lines.getFirst()).isEqualTo("# Create-Issue read as github_create_issue");
    assertThat(defined(lines)).containsExactly("github_create_issue", "files_read_file");
  }

  @Test
  void sameToolUnderTwoNames_isDefinedOnce() {
    var lines = lines("{'queries':['github_create_issue','create_issue'],'detail':'schema'}");

    assertThat(defined(lines)).containsExactly("github_create_issue");
  }

  @Test
  void noNameIsKnown_isSearchedFor() {
    assertThat(defined(lines("{'queries':['issue','issues'],'detail':'schema'}")))
        .contains("github_list_issues");
  }

  @Test
  void needInWordsBesideNames_isSearchedFor() {
    assertThat(lines("{'queries':['github_get_issue','reads a file'],'detail':'schema'}"))
        .contains("# reads a file")
        .anyMatch(line -> line.contains("\"name\":\"files_read_file\""));
  }

  @Test
  void somethingIsSearchedFor_noNamesAreLookedForBesides() {
    var _ = lines("{'queries':['nobody_knows_it','nor_this','reads a file'],'detail':'schema'}");

    assertThat(server.searches).isEqualTo(1);
  }

  @Test
  void toolOfAnotherServer_isUnknownThere() {
    var lines =
        lines(
            "{'queries':['files_read_file','github_get_issue'],'server':'github','detail':'schema'}");

    assertThat(defined(lines)).containsExactly("github_get_issue");
    assertThat(lines).noneMatch(line -> line.contains("nearest: files_read_file"));
  }

  @Test
  void definitionsExceedMaxTokens_signatureStandsForThoseThatDoNotFit() {
    server.tool("big", "first", "Does it.", schema(40)).tool("big", "second", "Does it.", "{}");

    var lines = lines("{'queries':['big_first','big_second'],'detail':'schema','max_tokens':200}");

    assertThat(lines.getFirst()).startsWith("big_first(parameter0?: string");
    assertThat(defined(lines)).containsExactly("big_second");
    assertThat(lines.getLast()).isEqualTo("(no schema: over max_tokens)");
  }

  @Test
  void evenSignaturesExceedMaxTokens_everyToolIsStillNamed() {
    IntStream.range(0, 6).forEach(i -> server.tool("big", "tool" + i, "Does it.", schema(40)));

    var lines =
        lines(
            "{'queries':['big_tool0','big_tool1','big_tool2','big_tool3'],'detail':'schema','max_tokens':80}");

    assertThat(lines).hasSize(5).last().isEqualTo("(no schema: over max_tokens)");
    assertThat(lines.get(3)).startsWith("big_tool3(");
  }

  @Test
  void moreNamesThanLimit_othersAreCounted() {
    assertThat(
            lines("{'queries':['files_read_file','github_get_issue'],'limit':1,'detail':'schema'}"))
        .last()
        .asString()
        .startsWith("+1 more");
  }

  @Test
  void structured_remarksAreInTheContent() {
    var content =
        surfaces
            .find(
                "{\"queries\":[\"nope\",\"files_read_file\"],\"detail\":\"schema\",\"structured\":true}")
            .path("structuredContent");

    assertThat(content.path("tools").path(0).path("name").asString()).isEqualTo("files_read_file");
    assertThat(content.path("remarks").path(0).asString()).startsWith("# nope: unknown tool");
  }
}
