package dev.dowser.config.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of clients that hold nothing to import. */
class UnusableImportTest {

  @TempDir private Path folder;
  private Imports imports;

  @BeforeEach
  void start() {
    imports = new Imports(folder);
  }

  @Test
  void brokenFile_isRefusedWithItsLine() {
    assertThat(imports.faults("/x/mcp.json", "{\"mcpServers\": {\n  \"a\": {\"command\": \n}}"))
        .singleElement()
        .asString()
        .startsWith("/x/mcp.json:3: not JSON");
    assertThat(imports.faults("/x/mcp.json", "[]"))
        .containsExactly("/x/mcp.json:1: expected a mapping, got a list");
    assertThat(imports.faults("/x/package.json", "{\"name\": \"x\"}"))
        .containsExactly(
            "/x/package.json: holds no servers: expected mcpServers, servers (VS Code), or backends"
                + " and groupRef");
  }

  @Test
  void noServers_isAConfigurationWithoutBackends() {
    assertThat(imports.read("/x/mcp.json", "{\"mcpServers\": {}}").names()).isEmpty();
    assertThat(imports.read("/x/.claude.json", "{\"projects\": {}}").names()).isEmpty();
  }
}
