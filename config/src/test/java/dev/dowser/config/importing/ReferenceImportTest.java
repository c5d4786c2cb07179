package dev.dowser.config.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.AggregationSettings.Visibility;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.HttpTransport;
import dev.dowser.config.NamingSettings.ConflictResolution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference system's standalone YAML. */
class ReferenceImportTest {

  private static final String FILE = "/x/vmcp.yaml";
  private static final String HEAD =
      """
      name: engineering
      groupRef: engineering
      backends:
        - name: github
          url: https://h/github/mcp
          transport: streamable-http
          type: entry
        - name: files
          url: https://h/files/mcp
          transport: streamable-http
      """;

  @TempDir private Path folder;
  private Imports imports;

  @BeforeEach
  void start() {
    imports = new Imports(folder);
  }

  @Test
  void whatBothHave_comesAsItIs() {
    var read =
        imports.read(
            FILE,
            HEAD
                + """
                incomingAuth: { type: anonymous }
                outgoingAuth: { source: inline, default: { type: unauthenticated } }
                aggregation:
                  conflictResolution: prefix
                  conflictResolutionConfig: { prefixFormat: "{workload}." }
                  defaultToolVisibility: deny
                  tools:
                    - workload: github
                      filter: [list_issues, create_issue]
                operational: { timeouts: { default: 20s } }
                optimizer: { maxToolsToReturn: 5 }
                """);

    var server = read.settings().virtualServer();
    assertThat(server.name()).isEqualTo("engineering");
    assertThat(read.names()).containsExactly("github", "files");
    assertThat(server.aggregation().naming().prefixFormat()).isEqualTo("{workload}.");
    assertThat(server.aggregation().defaultToolVisibility()).isEqualTo(Visibility.DENY);
    assertThat(server.aggregation().tools().getFirst().filter()).hasSize(2);
    assertThat(server.optimizer().maxToolsToReturn()).isEqualTo(5);
    assertThat(read.settings().operational().defaultTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void whatIsNotBuilt_isLeftOutAndTold() {
    var read =
        imports.read(
            FILE,
            HEAD
                + """
                incomingAuth:
                  type: oidc
                  oidc: { issuer: https://i, audience: a }
                codeMode: { enabled: true }
                optimizer: {}
                """);

    assertThat(read.names()).containsExactly("github", "files");
    assertThat(read.notes())
        .hasSize(3)
        .allMatch(note -> note.startsWith("LEFT_OUT"))
        .anyMatch(note -> note.startsWith("LEFT_OUT 12 incomingAuth.type: \"oidc\" is not built"))
        .anyMatch(note -> note.startsWith("LEFT_OUT 14 codeMode: "));
    assertThat(read.text()).contains("# Left out: codeMode: ");
  }

  @Test
  void namingAndOverrides_comeAsTheyAre() {
    var read =
        imports.read(
            FILE,
            HEAD
                + """
                optimizer: {}
                aggregation:
                  conflictResolution: priority
                  conflictResolutionConfig: { priorityOrder: [github, files] }
                  tools:
                    - workload: github
                      filter: [create_issue]
                      overrides:
                        create_issue:
                          name: gh_create_issue
                          description: "Costs ${5}: # ask first"
                          annotations: { title: "Create", readOnlyHint: false }
                          defaults: { number: "42", count: 42, flag: "true", open: true }
                """);

    var aggregation = read.settings().virtualServer().aggregation();
    assertThat(aggregation.naming().conflictResolution()).isEqualTo(ConflictResolution.PRIORITY);
    assertThat(aggregation.naming().priorityOrder()).containsExactly("github", "files");
    var override = aggregation.tools().getFirst().overrides().values().iterator().next().getFirst();
    assertThat(override.name()).contains("gh_create_issue");
    assertThat(override.description()).contains("Costs ${5}: # ask first");
    assertThat(override.annotationTitle()).contains("Create");
    assertThat(override.hints()).isEqualTo(Map.of("readOnlyHint", false));
    assertThat(override.arguments().defaults())
        .isEqualTo(Map.of("number", "\"42\"", "count", "42", "flag", "\"true\"", "open", "true"));
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void transportsComeAsTheyAre() {
    var read =
        imports.read(
            FILE,
            """
            groupRef: g
            backends:
              - { name: old, url: "https://h/sse", transport: sse }
              - { name: any, url: "https://h/mcp" }
            optimizer: {}
            """);

    assertThat(read.backends())
        .extracting(backend -> ((HttpBackendSettings) backend).transport())
        .containsExactly(HttpTransport.SSE, HttpTransport.PROBED);
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void certificatesThatAreNotHere_leaveTheServerAsAComment() {
    var read =
        imports.read(
            FILE, HEAD.replace("type: entry", "caBundlePath: certs/ca.pem") + "optimizer: {}\n");

    assertThat(read.names()).containsExactly("files");
    assertThat(read.text())
        .contains("# Not used: caBundlePath: there is no file /x/certs/ca.pem\n  #- name: github");
  }

  @Test
  void withoutOptimizer_theDifferenceIsTold() {
    assertThat(imports.read(FILE, HEAD).notes())
        .singleElement()
        .asString()
        .contains("set mode: all");
  }

  @Test
  void fixedHeaders_becomeHeadersOfTheBackend() {
    imports.with("GITHUB_PAT", "from-the-shell");

    var read =
        imports.read(
            FILE,
            HEAD
                + """
                optimizer: {}
                outgoingAuth:
                  source: inline
                  backends:
                    github: { type: header_injection, headerInjection: { headerName: Authorization, headerValueEnv: GITHUB_PAT } }
                    files: { type: header_injection, headerInjection: { headerName: X-Key, headerValue: s3cret } }
                """);

    assertThat(read.http().headers()).isEqualTo(Map.of("Authorization", "from-the-shell"));
    assertThat(read.text()).doesNotContain("s3cret").contains("X-Key: \"${DOWSER_FILES_HEADER}\"");
    assertThat(read.notes())
        .containsExactly(
            "CHANGED 15 outgoingAuth.github: became headers of the backend",
            "CHANGED 16 outgoingAuth.files: became headers of the backend");
  }

  @Test
  void dollarsAreTextThere() {
    var read = imports.read(FILE, HEAD.replace("name: engineering", "name: a${B}"));

    assertThat(read.settings().virtualServer().name()).isEqualTo("a${B}");
  }

  @Test
  void serversOfAGroup_mustBeListed() {
    var read = imports.read(FILE, "name: a\ngroupRef: g\noptimizer: {}\n");

    assertThat(read.names()).isEmpty();
    assertThat(read.notes()).singleElement().asString().contains("list them under backends");
  }

  @Test
  void mistake_isRefusedWithItsLine() {
    assertThat(
            imports.faults(FILE, HEAD + "aggregation: { tools: [{ workload: a, filtre: [x] }] }\n"))
        .containsExactly(
            FILE + ":11: aggregation.tools[0].filtre: unknown key; did you mean \"filter\"?");
  }

  @Test
  void ourOwnFile_needsNoImport() {
    assertThat(imports.faults("/x/dowser.yaml", "backends: [{ name: a, command: x }]\n"))
        .containsExactly(
            "/x/dowser.yaml: is a configuration of Dowser already; use it with --config");
  }
}
