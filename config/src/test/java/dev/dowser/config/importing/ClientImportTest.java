package dev.dowser.config.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.HttpTransport;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.config.WorkloadTools;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of clients, as they really look. */
class ClientImportTest {

  @TempDir private Path folder;
  private Imports imports;

  @BeforeEach
  void start() {
    imports = new Imports(folder);
  }

  @Test
  void claudeDesktop_secretsMoveAndReferencesStayText() {
    var read =
        imports.read(
            "/home/ada/.config/Claude/claude_desktop_config.json",
            """
            {
              "globalShortcut": "Ctrl+Space",
              "mcpServers": {
                "github": {
                  "command": "npx",
                  "args": ["-y", "@modelcontextprotocol/server-github"],
                  "env": { "GITHUB_TOKEN": "ghp_s3cret", "LOG_LEVEL": "error" }
                },
                "remote": {
                  "command": "npx",
                  "args": ["mcp-remote", "https://h/mcp", "--header", "Authorization:${AUTH}"],
                  "env": { "AUTH": "Bearer s3cret" }
                }
              }
            }
            """);

    assertThat(read.names()).containsExactly("github", "remote");
    assertThat(read.stdio().env())
        .isEqualTo(Map.of("GITHUB_TOKEN", "ghp_s3cret", "LOG_LEVEL", "error"));
    assertThat(read.text())
        .contains("${DOWSER_GITHUB_TOKEN}", "mcpServers.github", "line 4")
        .doesNotContain("s3cret");
    assertThat(read.imported().variableLines())
        .contains("DOWSER_GITHUB_TOKEN=ghp_s3cret\n", "# /home/ada/.config/Claude/");
    var remote = (StdioBackendSettings) read.backends().getLast();
    assertThat(remote.args()).endsWith("Authorization:${AUTH}");
    assertThat(remote.env()).isEqualTo(Map.of("AUTH", "Bearer s3cret"));
  }

  @Test
  void claudeCodeOfAProject_runsThereAndKnowsVariables() {
    imports.with("KEY", "from-the-shell");

    var read =
        imports.read(
            "/srv/site/.mcp.json",
            """
            {"mcpServers": {
              "api": {"type": "http", "url": "${BASE:-https://h}/mcp",
                      "headers": {"Authorization": "Bearer ${KEY}", "X-Team": "${TEAM}"}},
              "local": {"type": "stdio", "command": "./serve", "timeout": 90000}
            }}
            """);

    assertThat(read.http().url()).isEqualTo(URI.create("https://h/mcp"));
    assertThat(read.http().headers())
        .isEqualTo(Map.of("Authorization", "Bearer from-the-shell", "X-Team", ""));
    assertThat(((StdioBackendSettings) read.backends().getLast()).cwd())
        .contains(Path.of("/srv/site"));
    assertThat(read.settings().operational().timeout("local")).isEqualTo(Duration.ofSeconds(90));
    assertThat(read.imported().variableLines()).contains("\nTEAM=\n").contains("\n#KEY=\n");
    assertThat(read.notes())
        .containsExactly(
            "TO_DO 3 mcpServers.api.headers.X-Team: TEAM is not set; set it, or fill it in in"
                + " dowser.env");
  }

  @Test
  void claudeCodeOfTheUser_withItsProjects() {
    var read =
        imports.read(
            "/home/ada/.claude.json",
            """
            {
              "numStartups": 7,
              "mcpServers": { "files": { "command": "serve-files" } },
              "projects": {
                "/srv/a": { "history": [], "mcpServers": {
                  "files": { "command": "serve-files", "args": ["/srv/a"] },
                  "db": { "command": "serve-db" } }, "disabledMcpServers": ["db"] },
                "/srv/b": { "mcpServers": {} }
              }
            }
            """);

    assertThat(read.names()).containsExactly("files", "files-2");
    assertThat(((StdioBackendSettings) read.backends().getLast()).cwd())
        .contains(Path.of("/srv/a"));
    assertThat(read.text())
        .contains("# Not used: switched off in disabledMcpServers\n  #- name: db\n");
    assertThat(read.notes())
        .containsExactly(
            "CHANGED 6 projects./srv/a.mcpServers.files: is called \"files-2\" here: another server"
                + " is called \"files\"",
            "CHANGED 7 projects./srv/a.mcpServers.db: switched off in disabledMcpServers; it came"
                + " as a comment");
  }

  @Test
  void cursor_mapsItsReferences() {
    imports.with("KEY", "k");

    var read =
        imports.read(
            "/srv/site/.cursor/mcp.json",
            """
            {"mcpServers": {"a": {
              "command": "${workspaceFolder}/bin/serve",
              "args": ["${userHome}/x", "${workspaceFolderBasename}", "a${pathSeparator}b", "${file}"],
              "env": {"API_KEY": "${env:KEY}"}
            }}}
            """);

    assertThat(read.stdio().command()).isEqualTo("/srv/site/bin/serve");
    assertThat(read.stdio().args()).containsExactly("/home/ada/x", "site", "a/b", "${file}");
    assertThat(read.stdio().env()).isEqualTo(Map.of("API_KEY", "k"));
    assertThat(read.notes())
        .containsExactly(
            "CHANGED 3 mcpServers.a.args.3: ${file} stays as text, because it is text for Cursor too;"
                + " for the variable, write it with one $");
  }

  @Test
  void vsCode_asksForItsInputs() throws IOException {
    Files.writeString(folder.resolve("of-server.env"), "PG_PASSWORD=s3cret\nPORT=5432\n");

    var read =
        imports.read(
            "/srv/site/.vscode/mcp.json",
            """
            {
              // ours
              "inputs": [
                { "type": "promptString", "id": "api-key", "description": "Key of the API", "password": true },
                { "type": "pickString", "id": "region", "options": ["eu", "us"], "default": "eu" },
              ],
              "servers": {
                "api": { "type": "http", "url": "https://h/mcp", "headers": { "X-Key": "${input:api-key}", "X-Region": "${input:region}" } },
                "db": { "type": "stdio", "command": "serve-db", "envFile": "%s/of-server.env", "dev": {} },
              }
            }
            """
                .formatted(folder));

    assertThat(read.http().headers()).isEqualTo(Map.of("X-Key", "", "X-Region", "eu"));
    assertThat(((StdioBackendSettings) read.backends().getLast()).env())
        .isEqualTo(Map.of("PG_PASSWORD", "s3cret", "PORT", "5432"));
    assertThat(read.imported().variableLines())
        .contains("# Input \"api-key\" of VS Code: Key of the API\nDOWSER_INPUT_API_KEY=\n")
        .contains("region, one of eu, us\nDOWSER_INPUT_REGION=eu\n")
        .contains("DOWSER_DB_PG_PASSWORD=s3cret\n");
    assertThat(read.notes())
        .containsExactly(
            "TO_DO 8 servers.api.headers.X-Key: VS Code asks for \"Key of the API\"; fill in"
                + " DOWSER_INPUT_API_KEY in dowser.env",
            "CHANGED 9 servers.db.envFile: its variables were copied; later changes of "
                + folder
                + "/of-server.env have no effect",
            "LEFT_OUT 9 servers.db.dev: means nothing to Dowser and is left out");
  }

  @Test
  void settingsOfVsCode_holdServersToo() {
    var read =
        imports.read(
            "/home/ada/.config/Code/User/settings.json",
            "{\"editor.tabSize\": 2, \"mcp\": {\"servers\": {\"a\": {\"command\": \"x\"}}}}");

    assertThat(read.names()).containsExactly("a");
    assertThat(read.imported().servers().getFirst().keys()).containsExactly("mcp", "servers", "a");
  }

  @Test
  void windsurf_andOtherSpellings() {
    var read =
        imports.read(
            "/home/ada/.codeium/windsurf/mcp_config.json",
            """
            {"mcpServers": {
              "My Server!": {"serverUrl": "https://h/a", "disabledTools": ["x"]},
              "b": {"httpUrl": "https://h/b", "includeTools": ["read", "list"], "autoApprove": []},
              "c": {"command": ["node", "server.js"], "description": "Does\\nthings"},
              "d": {"command": "x", "disabled": true, "env": {"TOKEN": "s3cret"}}
            }}
            """);

    assertThat(read.names()).containsExactly("My-Server-", "b", "c");
    assertThat(read.settings().virtualServer().aggregation().tools())
        .containsExactly(new WorkloadTools("b", List.of("read", "list"), false, Map.of()));
    assertThat(read.text()).contains("  # Does things\n").contains("  #- name: d\n");
    assertThat(read.text()).doesNotContain("s3cret");
    assertThat(read.notes())
        .anyMatch(note -> note.startsWith("LEFT_OUT 2 mcpServers.My Server!.disabledTools: left"))
        .anyMatch(note -> note.startsWith("LEFT_OUT 3 mcpServers.b.autoApprove: approving"))
        .contains("CHANGED 5 mcpServers.d: is switched off there; it came as a comment")
        .hasSize(3);
  }

  @Test
  void transports_areSaidOrFoundOut() {
    var read =
        imports.read(
            "/x/mcp.json",
            """
            {"mcpServers": {
              "a": {"type": "sse", "transport": "sse", "url": "https://h/sse"},
              "b": {"type": "http", "url": "https://h/b"},
              "c": {"type": "http", "transport": "streamableHttp", "url": "https://h/c"},
              "d": {"url": "https://h/d"},
              "e": {"type": "sse", "transport": "carrier-pigeon", "url": "https://h/e"}
            }}
            """);

    assertThat(read.backends())
        .extracting(backend -> ((HttpBackendSettings) backend).transport())
        .containsExactly(
            HttpTransport.SSE,
            HttpTransport.PROBED,
            HttpTransport.STREAMABLE_HTTP,
            HttpTransport.PROBED);
    assertThat(read.text()).contains("# Not used: transport: expected streamable-http or sse");
  }

  @Test
  void secretsInArgumentsAndAddresses_moveToo() {
    var read =
        imports.read(
            "/x/mcp.json",
            """
            {"mcpServers": {
              "db": {"command": "pg", "args": ["postgresql://u:s3cret@h/db", "--api-key", "s3cret2",
                     "--token=s3cret3", "--header", "Authorization: Bearer s3cret4", "--max-tokens", "5"]},
              "web": {"url": "https://u:s3cret5@h/mcp?apiKey=s3cret6&x=1#top"}
            }}
            """);

    assertThat(read.stdio().args())
        .containsExactly(
            "postgresql://u:s3cret@h/db",
            "--api-key",
            "s3cret2",
            "--token=s3cret3",
            "--header",
            "Authorization: Bearer s3cret4",
            "--max-tokens",
            "5");
    var web = (HttpBackendSettings) read.backends().getLast();
    assertThat(web.url()).isEqualTo(URI.create("https://h/mcp?apiKey=s3cret6&x=1"));
    assertThat(web.headers()).isEqualTo(Map.of("Authorization", "Basic dTpzM2NyZXQ1"));
    assertThat(read.text()).doesNotContain("s3cret").doesNotContain("dTpzM2NyZXQ1");
  }

  @Test
  void ourselves_areLeftOut() {
    var read =
        imports.read(
            "/x/mcp.json",
            """
            {"mcpServers": {
              "a": {"url": "http://127.0.0.1:4483/mcp"},
              "b": {"command": "/opt/dowser/dowser", "args": ["stdio"]},
              "c": {"command": "npx", "args": ["mcp-remote", "http://localhost:4483/mcp"]},
              "d": {"url": "http://127.0.0.1:4484/mcp"},
              "dowser": {"url": "http://127.0.0.1:4484/mcp"}
            }}
            """);

    assertThat(read.names()).containsExactly("d");
    assertThat(read.notes())
        .hasSize(4)
        .allMatch(note -> note.endsWith("is Dowser itself; it cannot be its own backend"));
  }

  @Test
  void whatTheLoaderRefuses_isACommentWithItsReason() {
    var read =
        imports.read(
            "/x/mcp.json",
            """
            {"mcpServers": {
              "both": {"command": "x", "url": "https://h/mcp"},
              "none": {},
              "odd": {"url": "ftp://h/mcp"},
              "text": "x",
              "fine": {"command": "x"}
            }}
            """);

    assertThat(read.names()).containsExactly("fine");
    assertThat(read.text())
        .contains("# Not used: expected either command or url, got both\n  #- name: both")
        .contains("  #- name: none")
        .contains("  #- name: odd");
    assertThat(read.notes())
        .contains("LEFT_OUT 5 mcpServers.text: is not a server: expected a mapping")
        .hasSize(4);
  }

  @Test
  void sameServerInTwoFiles_comesOnce() {
    var text = "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"env\": {\"TOKEN\": \"t%s\"}}}}";
    var one = new ImportSource(Path.of("/x/one.json"), text.formatted(""));
    var two = new ImportSource(Path.of("/x/two.json"), text.formatted(""));
    var other = new ImportSource(Path.of("/x/three.json"), text.formatted("2"));

    var read = imports.result(imports.outcome(List.of(one, two, other)));

    assertThat(read.names()).containsExactly("a", "a-2");
    assertThat(read.text()).contains("# the same: /x/two.json, line 1: mcpServers.a\n");
    assertThat(read.imported().servers())
        .extracting(ImportedServer::name)
        .containsExactly("a", "a", "a-2");
  }

  @Test
  void variableOfTheSameNameInTheEnvironment_doesNotTakeTheSecretsPlace() {
    imports.with("DOWSER_A_TOKEN", "another");

    var read =
        imports.read(
            "/x/mcp.json",
            "{\"mcpServers\": {\"a\": {\"command\": \"x\", \"env\": {\"TOKEN\": \"s3cret\"}}}}");

    assertThat(read.stdio().env()).isEqualTo(Map.of("TOKEN", "s3cret"));
  }

  @Test
  void strangeTexts_arriveUnchanged() {
    var read =
        imports.read(
            "/x/mcp.json",
            """
            {"mcpServers": {"a": {"command": "x", "args": ["", "a: b # c", "it's \\"q\\" \\\\", "x\\ny\\u0007",
              "null", "~", "yes", "*", "&a", "{}", "- x", "ü😀", "1e3", "$${A}", "${", "true"],
              "env": {"A.B": "1", "C": true}}}}
            """);

    assertThat(read.stdio().args())
        .containsExactly(
            "",
            "a: b # c",
            "it's \"q\" \\",
            "x\ny\u0007",
            "null",
            "~",
            "yes",
            "*",
            "&a",
            "{}",
            "- x",
            "ü😀",
            "1e3",
            "${A}",
            "${",
            "true");
    assertThat(read.stdio().env()).isEqualTo(Map.of("A.B", "1", "C", "true"));
  }
}
