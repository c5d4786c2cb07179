package dev.dowser.config.loading;

import static dev.dowser.config.loading.Configs.backends;
import static dev.dowser.config.loading.Configs.faults;
import static dev.dowser.config.loading.Configs.settings;
import static dev.dowser.config.loading.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.HttpTransport;
import dev.dowser.config.Mode;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.config.key.Mention;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of desktop clients as a configuration. */
class ClientServersTest {

  private static final Path FILE = Path.of("/home/ada/.cursor/mcp.json");

  private static ConfigOutcome parse(String text) {
    return ConfigLoader.parse(text, FILE, Map.of("HOME", "/home/ada", "TOKEN", "t0ken"));
  }

  private static BackendSettings only(String entry) {
    return backends(settings(parse("{\"mcpServers\": {\"a\": " + entry + "}}"))).getFirst();
  }

  private static HttpBackendSettings onlyHttp(String entry) {
    return (HttpBackendSettings) only(entry);
  }

  @Test
  void process_asClaudeWritesIt() {
    var entry =
        "{\"command\": \"npx\", \"args\": [\"-y\", \"p\"], \"env\": {\"K\": \"v\"}, \"cwd\": \"w\"}";

    var read = (StdioBackendSettings) only(entry);

    assertThat(read.name()).isEqualTo("a");
    assertThat(read.command()).isEqualTo("npx");
    assertThat(read.args()).containsExactly("-y", "p");
    assertThat(read.env()).isEqualTo(Map.of("K", "v"));
    assertThat(read.cwd()).contains(Path.of("/home/ada/.cursor/w"));
  }

  @Test
  void tabsIndentJson_isRead() {
    var text = "{\n\t\"mcpServers\": {\n\t\t\"a\": {\n\t\t\t\"command\": \"x\"\n\t\t}\n\t}\n}\n";

    assertThat(backends(settings(parse(text)))).hasSize(1);
    assertThat(backends(settings(ConfigLoader.parse(text, Path.of("claude"), Map.of()))))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\": \"https://h/mcp\"}",
        "{\"serverUrl\": \"https://h/mcp\"}",
        "{\"httpUrl\": \"https://h/mcp\"}",
        "{\"url\": \"https://h/mcp\", \"type\": \"http\"}",
        "{\"url\": \"https://h/mcp\", \"type\": \"streamable-http\"}",
        "{\"url\": \"https://h/mcp\", \"transport\": \"streamableHttp\"}",
      })
  void remoteServer_inAnySpelling(String entry) {
    assertThat(onlyHttp(entry).url()).hasToString("https://h/mcp");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"url\": \"https://h\"}', PROBED",
    "'{\"url\": \"https://h\", \"type\": \"http\"}', PROBED",
    "'{\"url\": \"https://h\", \"type\": \"sse\"}', SSE",
    "'{\"url\": \"https://h\", \"transport\": \"sse\"}', SSE",
    "'{\"url\": \"https://h\", \"transport\": \"sse\", \"type\": \"http\"}', SSE",
    "'{\"url\": \"https://h\", \"type\": \"streamableHttp\"}', STREAMABLE_HTTP",
  })
  void transportOfARemoteServer_asClientsSayIt(String entry, HttpTransport transport) {
    assertThat(onlyHttp(entry).transport()).isEqualTo(transport);
  }

  @Test
  void headersWithVariables() {
    var entry =
        "{\"url\": \"https://h\", \"headers\": {\"A\": \"Bearer ${TOKEN}\", \"B\": \"${env:TOKEN}\"}}";

    assertThat(onlyHttp(entry).headers()).isEqualTo(Map.of("A", "Bearer t0ken", "B", "t0ken"));
  }

  @Test
  void formOfVsCode_withComments() {
    var text =
        """
        {
          // my servers
          "servers": {
            "files": { "type": "stdio", "command": "serve-files", },
          },
          "inputs": [{ "id": "key", "type": "promptString" }]
        }
        """;

    var outcome = parse(text);

    assertThat(faults(outcome)).isEmpty();
    assertThat(warnings(outcome)).containsExactly("6 inputs: has no effect here");
    assertThat(backends(((ConfigOutcome.Loaded) outcome).settings())).hasSize(1);
  }

  @Test
  void inputsOfVsCode_areRefusedByName() {
    var text = "{\"servers\": {\"a\": {\"command\": \"x\", \"env\": {\"K\": \"${input:key}\"}}}}";

    assertThat(faults(parse(text)))
        .containsExactly(
            "1 servers.a.env.K: expected ${NAME} or ${NAME:-default}, got ${input:key}");
  }

  @Test
  void keysOfClients_areWarnings() {
    var text =
        """
        {"mcpServers": {"a": {
          "command": "x",
          "autoApprove": [],
          "alwaysAllow": ["t"],
          "timeout": 60,
          "description": "d",
          "arg": ["y"]
        }},
        "globalShortcut": "Ctrl"}
        """;

    var outcome = parse(text);

    assertThat(faults(outcome)).isEmpty();
    assertThat(warnings(outcome))
        .containsExactly(
            "3 mcpServers.a.autoApprove: has no effect here",
            "4 mcpServers.a.alwaysAllow: has no effect here",
            "5 mcpServers.a.timeout: has no effect here",
            "6 mcpServers.a.description: has no effect here",
            "7 mcpServers.a.arg: has no effect here; did you mean \"args\"?",
            "9 globalShortcut: has no effect here");
  }

  @Test
  void disabledServer_isLeftOutWithWarning() {
    var text =
        """
        {"mcpServers": {
          "a": {"command": "x", "disabled": true},
          "b": {"command": "x", "enabled": false},
          "c": {"command": "x", "disabled": false}
        }}
        """;

    var outcome = parse(text);

    assertThat(warnings(outcome))
        .containsExactly(
            "2 mcpServers.a.disabled: the server is left out",
            "3 mcpServers.b.enabled: the server is left out");
    assertThat(backends(((ConfigOutcome.Loaded) outcome).settings()))
        .extracting(BackendSettings::name)
        .containsExactly("c");
  }

  @Test
  void nameWithSpaces_isRepairedWithWarning() {
    var outcome = parse("{\"mcpServers\": {\"My Files!\": {\"command\": \"x\"}}}");

    assertThat(warnings(outcome))
        .singleElement()
        .asString()
        .contains("is called \"My-Files-\" here");
    assertThat(backends(((ConfigOutcome.Loaded) outcome).settings()).getFirst().name())
        .isEqualTo("My-Files-");
  }

  @Test
  void twoNamesBecomeOne_isRefused() {
    var text = "{\"mcpServers\": {\"a b\": {\"command\": \"x\"},\n\"a-b\": {\"command\": \"x\"}}}";

    assertThat(faults(parse(text)))
        .containsExactly("2 mcpServers.a-b: becomes \"a-b\" like the server \"a b\"");
  }

  @Test
  void mistakesInServers_areFaults() {
    var text =
        """
        {"mcpServers": {
          "sse": {"url": "https://h", "type": "see"},
          "both": {"command": "x", "url": "https://h"},
          "none": {"comand": "x"},
          "mixed": {"command": "x", "type": "http"},
          "file": {"command": "x", "envFile": ".env"},
          "empty": null
        }}
        """;

    assertThat(faults(parse(text)))
        .containsExactly(
            "2 mcpServers.sse.type: expected streamable-http or sse here, got \"see\"",
            "3 mcpServers.both: expected either command or url, got both",
            "4 mcpServers.none: expected command (to start a server) or url (to reach one), got"
                + " neither",
            "5 mcpServers.mixed.type: expected stdio here, got \"http\"",
            "6 mcpServers.file.envFile: " + Mention.NOT_BUILT,
            "7 mcpServers.empty: expected a mapping (key: value), got nothing");
  }

  @Test
  void ourOwnKeysBesideServers_areReadAndStrict() {
    var text = "{\"mcpServers\": {\"a\": {\"command\": \"x\"}}, \"mode\": \"all\"%s}";

    assertThat(settings(parse(text.formatted(""))).virtualServer().mode()).isEqualTo(Mode.ALL);
    assertThat(faults(parse(text.formatted(",\n\"server\": {\"prot\": 1}"))))
        .containsExactly("2 server.prot: unknown key; did you mean \"port\"?");
  }

  @Test
  void backendsBesideServers_isRefused() {
    assertThat(faults(parse("{\"mcpServers\": {\"a\": {\"command\": \"x\"}}, \"backends\": []}")))
        .containsExactly("1 backends: expected either backends or servers of a client, got both");
  }

  @Test
  void serversOfBothForms_areAllRead() {
    var read =
        settings(
            parse(
                """
                {"servers": {"b": {"command": "y", "env": {"K": "${env:TOKEN}"}}},
                 "mcpServers": {"a": {"command": "x"}}}
                """));

    assertThat(backends(read)).extracting(BackendSettings::name).containsExactly("a", "b");
  }

  @Test
  void serverOfBothForms_isRefused() {
    var text =
        "{\"mcpServers\": {\"a\": {\"command\": \"x\"}},\n\"servers\": {\"a\": {\"command\": \"y\"}}}";

    assertThat(faults(parse(text)))
        .containsExactly("2 servers.a: stands in both mcpServers and servers");
  }

  @Test
  void serversThatAreNone_besideMcpServers_areTheClientsOwn() {
    var text = "{\"mcpServers\": {\"a\": {\"command\": \"x\"}}, \"servers\": {\"port\": 1}}";

    assertThat(warnings(parse(text)))
        .containsExactly("1 servers: has no effect here; did you mean \"server\"?");
  }

  @Test
  void noServers_isAWarning() {
    assertThat(warnings(parse("{\"mcpServers\": {}}")))
        .containsExactly("1 mcpServers: no servers, so there is nothing to find");
  }

  @Test
  void sameFormInYaml() {
    var text = "mcpServers:\n  a:\n    command: x\n";

    assertThat(backends(settings(ConfigLoader.parse(text, Path.of("d.yaml"), Map.of()))))
        .hasSize(1);
  }
}
