package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.FILE;
import static dev.dowser.config.loading.Configs.faults;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole files with mistakes: each is found with its line, and none is invented. */
class BrokenFilesTest {

  @Test
  void severalMistakes_allAreFoundAtOnce() {
    var text =
        """
        name: broken
        backends:
          - name: files
            command: npx
          - name: github
            comand: npx
            args: [-y]
          - name: files
            url: https://mcp.example.com/mcp
            transport: websocket
        agregation:
          conflictResolution: prefix
        optimizer:
          max_tools_to_return: 8
          maxTokens: lots
        server:
          port: 99999
        mode: everything
        """;

    assertThat(faults(text))
        .containsExactly(
            "6 backends[1].comand: unknown key; did you mean \"command\"?",
            "8 backends[2].name: \"files\" is already the name of a backend (line 3)",
            "10 backends[2].transport: expected streamable-http or sse here, got \"websocket\"",
            "11 agregation: unknown key; did you mean \"aggregation\"?",
            "14 optimizer.max_tools_to_return: unknown key; did you mean \"maxToolsToReturn\"?",
            "15 optimizer.maxTokens: expected a whole number 50..100000, got \"lots\"",
            "17 server.port: expected a whole number 0..65535, got \"99999\"",
            "18 mode: expected one of find, all, got \"everything\"");
  }

  @Test
  void faultIsRenderedInOneLine() {
    var outcome =
        ConfigLoader.parse("backends:\n- name: a\n  comand: x\n", Path.of("config.yaml"), Map.of());

    assertThat(((ConfigOutcome.Refused) outcome).faults())
        .extracting(Fault::render)
        .containsExactly(
            "config.yaml:3: backends[0].comand: unknown key; did you mean \"command\"?");
  }

  @Test
  void columnIsTold() {
    var outcome = ConfigLoader.parse("backends: []\nserver: { prot: 1 }\n", FILE, Map.of());

    assertThat(((ConfigOutcome.Refused) outcome).faults().getFirst().at().column()).isEqualTo(11);
  }

  @Test
  void nothingNear_knownKeysAreListed() {
    assertThat(faults("backends: []\nsessions: { zzz: 1 }"))
        .containsExactly("2 sessions.zzz: unknown key; known here: idle, max");
  }

  @Test
  void keyTwice_bothLinesAreTold() {
    assertThat(faults("backends: []\nname: a\nmode: find\nname: b\n"))
        .containsExactly("4 name: the key stands twice; it was first given in line 2");
  }

  @Test
  void twoKeysTwice_bothAreFoundBesideOtherFaults() {
    assertThat(faults("backends: []\nname: a\nname: b\nmode: x\nserver:\n  port: 1\n  port: 2\n"))
        .containsExactly(
            "3 name: the key stands twice; it was first given in line 2",
            "4 mode: expected one of find, all, got \"x\"",
            "7 server.port: the key stands twice; it was first given in line 6");
  }

  @Test
  void tab_isNamed() {
    assertThat(faults("backends:\n\t- name: a\n"))
        .containsExactly("2 : not YAML: a tab where only spaces may stand");
  }

  @Test
  void quoteLeftOpen_lineIsToldButNotItsText() {
    var found = faults("backends:\n- name: a\n  env: { KEY: \"s3cret }\n");

    assertThat(found).singleElement().asString().startsWith("4 : not YAML: ").doesNotContain("s3c");
  }

  @Test
  void listInsteadOfMapping() {
    assertThat(faults("- name: a\n"))
        .containsExactly("1 : expected a mapping (key: value), got a list");
  }

  @Test
  void textInsteadOfMapping() {
    assertThat(faults("hello\n"))
        .containsExactly("1 : expected a mapping (key: value), got a single value");
  }

  @Test
  void emptyFile() {
    assertThat(faults("")).containsExactly("0 : the file is empty, expected a mapping");
    assertThat(faults("# only this\n"))
        .containsExactly("0 : the file is empty, expected a mapping");
    assertThat(faults("---\n")).singleElement().asString().contains("expected a mapping");
  }

  @Test
  void secondDocument() {
    assertThat(faults("backends: []\n---\nname: b\n"))
        .containsExactly("2 : expected one document, but here a second one begins");
  }

  @Test
  void aliasesThatExplode() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      var alias = "*a" + (i - 1);
      text.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ", alias, alias, alias, alias, alias, alias, alias, alias, alias)));
    }

    assertThat(faults(text.toString()))
        .singleElement()
        .asString()
        .contains("more than 200,000 values, aliases included");
  }

  @Test
  void aliasOfItself() {
    assertThat(faults("backends: &a [*a]\n"))
        .containsExactly("1 : the alias *a names no value that is complete before it");
  }

  @Test
  void nestedTooDeep() {
    assertThat(faults("backends: " + "[".repeat(100_000)))
        .containsExactly("1 : nested deeper than 64 levels");
  }

  @Test
  void aliasesInReason_areFine() {
    var text =
        """
        backends:
        - { name: a, command: x, env: &env { K: v } }
        - { name: b, command: x, env: *env }
        """;

    assertThat(faults(text)).isEmpty();
  }

  @Test
  void mergeKey() {
    assertThat(faults("backends: []\nserver: { <<: { port: 1 } }"))
        .containsExactly("2 server.<<: merge keys are not supported");
  }

  @Test
  void foreignTag() {
    assertThat(faults("backends: []\nname: !secret x\n"))
        .containsExactly("2 name: tags like !secret mean nothing here");
  }

  @Test
  void mappingAsKey() {
    assertThat(faults("backends: []\n? [a, b]\n: c\n"))
        .containsExactly("2 : expected plain text as a key");
  }

  @Test
  void controlCharacter() {
    assertThat(faults("backends: []\nname: a\u0007b\n"))
        .containsExactly("2 : a character that YAML does not allow: U+0007");
  }

  @Test
  void noBackends() {
    assertThat(faults("name: a\n"))
        .containsExactly("1 backends: is missing, expected a list of MCP servers (or mcpServers)");
  }

  @Test
  void unknownNamesInGroups() {
    var text =
        """
        groupRef: date
        groups:
          data: [files, flies]
        backends: [{ name: files, command: x }]
        """;

    assertThat(faults(text))
        .containsExactly(
            "1 groupRef: there is no group \"date\"; did you mean \"data\"?",
            "3 groups.data[1]: there is no backend \"flies\"; did you mean \"files\"?");
  }

  @Test
  void missingVariables_eachIsNamed() {
    var text =
        """
        name: ${GATEWAY_NAME}
        backends:
        - name: a
          command: x
          env: { TOKEN: "${TOKEN}", OTHER: "${A} and ${B}", OK: "${C:-c}" }
        """;

    assertThat(faults(text))
        .containsExactly(
            "1 name: the environment variable GATEWAY_NAME is not set, and no default is given",
            "5 backends[0].env.TOKEN: the environment variable TOKEN is not set, and no default is"
                + " given",
            "5 backends[0].env.OTHER: the environment variable A is not set, and no default is given",
            "5 backends[0].env.OTHER: the environment variable B is not set, and no default is given");
  }

  @Test
  void valueOfVariableIsWrong_itIsNotShown() {
    var outcome =
        ConfigLoader.parse(
            "backends: []\nserver:\n  port: ${PORT}\n", FILE, Map.of("PORT", "s3cret"));

    assertThat(faults(outcome))
        .containsExactly(
            "3 server.port: expected a whole number 0..65535, got \"${PORT}\" with its variables"
                + " replaced");
  }

  @Test
  void brokenJson_lineIsToldButNotItsText() {
    var outcome =
        ConfigLoader.parse(
            "{\n  \"mcpServers\": {\n    \"a\": { \"command\": s3cret }\n  }\n}",
            Path.of("mcp.json"),
            Map.of());

    assertThat(faults(outcome))
        .singleElement()
        .asString()
        .startsWith("3 : not JSON: expected a value")
        .doesNotContain("s3cret");
  }

  @Test
  void textAfterJson() {
    assertThat(faults(ConfigLoader.parse("{}\n{}", Path.of("mcp.json"), Map.of())))
        .containsExactly("2 : expected nothing after the last }");
  }

  @Test
  void keyTwiceInJson() {
    var text = "{ \"backends\": [],\n \"name\": \"a\",\n \"name\": \"b\" }";

    assertThat(faults(ConfigLoader.parse(text, Path.of("dowser.json"), Map.of())))
        .containsExactly("3 name: the key stands twice; it was first given in line 2");
  }

  @Test
  void backendWithAFault_isNoUnknownName() {
    var outcome =
        Configs.parse(
            """
            backends: [{ name: a, command: x, url: "https://h" }]
            aggregation: { tools: [{ workload: a, excludeAll: true }] }
            operational: { timeouts: { perWorkload: { a: 1s } } }
            outgoingAuth: { source: inline, backends: { a: { type: unauthenticated } } }
            """);

    assertThat(faults(outcome))
        .containsExactly("1 backends[0]: expected either command or url, got both");
    assertThat(Configs.warnings(outcome)).isEmpty();
  }
}
