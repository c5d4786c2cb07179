package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.ONE_BACKEND;
import static dev.dowser.config.loading.Configs.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.ArgumentOverrides;
import dev.dowser.config.ToolOverride;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test per key under {@code aggregation.tools[].overrides}. */
class OverridesTest {

  private static Map<String, List<ToolOverride>> overrides(String yaml) {
    return loaded(
            ONE_BACKEND + "aggregation: { tools: [{ workload: files, overrides: " + yaml + " }] }",
            Map.of("HOME", "/home/ada", "REPO", "17"))
        .virtualServer()
        .aggregation()
        .tools()
        .getFirst()
        .overrides();
  }

  private static ToolOverride override(String keys) {
    return overrides("{ a: { " + keys + " } }").getOrDefault("a", List.of()).getFirst();
  }

  private static ArgumentOverrides arguments(String keys) {
    return override(keys).arguments();
  }

  @Test
  void texts() {
    assertThat(override("name: b").name()).isEqualTo(Optional.of("b"));
    assertThat(override("title: B").title()).isEqualTo(Optional.of("B"));
    assertThat(override("description: Does b.").description()).isEqualTo(Optional.of("Does b."));
  }

  @Test
  void annotations() {
    var read =
        override(
            "annotations: { title: B, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }");

    assertThat(read.annotationTitle()).isEqualTo(Optional.of("B"));
    assertThat(read.hints())
        .isEqualTo(
            Map.of(
                "readOnlyHint", true,
                "destructiveHint", false,
                "idempotentHint", true,
                "openWorldHint", false));
  }

  @Test
  void annotationsThatAreNotSet_stayOpen() {
    assertThat(override("annotations: { readOnlyHint: true }").hints()).hasSize(1);
  }

  @Test
  void listOfVariants_inItsOrder() {
    assertThat(overrides("{ a: [{ name: b }, { title: x }, { name: c }] }").get("a"))
        .extracting(ToolOverride::name)
        .containsExactly(Optional.of("b"), Optional.empty(), Optional.of("c"));
  }

  @Test
  void overrideThatSaysNothing_isNone() {
    assertThat(overrides("{ a: {}, b: , c: [] }")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "acme/site|\"acme/site\"",
        "17|17",
        "-1.50|-1.50",
        "1e3|1e3",
        "'17'|\"17\"",
        "\"17\"|\"17\"",
        "007|\"007\"",
        "+5|\"+5\"",
        "yes|\"yes\"",
        "true|true",
        "'true'|\"true\"",
        "null|null",
        "''|\"\"",
        "\"${REPO}\"|\"17\"",
        "[1, a, [true]]|[1,\"a\",[true]]",
        "{ k: { l: 2 }, m: [] }|{\"k\":{\"l\":2},\"m\":[]}",
        "'a\"b\\c'|\"a\\\"b\\\\c\"",
      })
  void defaultsKeepTheirTypes(String yaml, String json) {
    assertThat(arguments("defaults: { p: " + yaml + " }").defaults()).isEqualTo(Map.of("p", json));
  }

  @Test
  void hide() {
    assertThat(arguments("hide: [p, q, p]").hide()).containsExactly("p", "q");
  }

  @Test
  void values_inTheirOrder() {
    var read = arguments("values: { p: { staging: 17, prod: i-4 } }, defaults: { p: prod }");

    assertThat(read.values().get("p"))
        .containsExactly(Map.entry("staging", "17"), Map.entry("prod", "\"i-4\""));
    assertThat(read.defaults()).isEqualTo(Map.of("p", "\"prod\""));
  }

  @Test
  void constraintsAndTheirMessage() {
    var read =
        arguments(
            "constraints: { properties: { url: { type: string, pattern: '^https://a\\.b/', maxLength: 99 } }, required: [url], additionalProperties: false }, constraintsMessage: Only a.b.");

    assertThat(read.constraints())
        .isEqualTo(
            Optional.of(
                "{\"properties\":{\"url\":{\"type\":\"string\",\"pattern\":\"^https://a\\\\.b/\",\"maxLength\":99}},\"required\":[\"url\"],\"additionalProperties\":false}"));
    assertThat(read.constraintsMessage()).isEqualTo(Optional.of("Only a.b."));
  }

  @Test
  void defaultsAreNotInTheText() {
    assertThat(arguments("defaults: { p: geheim }").toString()).doesNotContain("geheim");
  }
}
