package dev.dowser.config.importing;

import dev.dowser.config.document.Node;
import java.nio.file.Path;

/** Whose file it is, and so what a reference in it means. */
enum Dialect {
  CLAUDE_DESKTOP("Claude Desktop", false),
  CLAUDE_CODE("Claude Code", true),
  CURSOR("Cursor", false),
  VS_CODE("VS Code", false),
  WINDSURF("Windsurf", false),
  OTHER("mcpServers", true);

  private final String title;
  private final boolean plainNames;

  Dialect(String title, boolean plainNames) {
    this.title = title;
    this.plainNames = plainNames;
  }

  String title() {
    return title;
  }

  /** Whether {@code ${NAME}} stands for a variable of the environment. */
  boolean knowsPlainNames() {
    return plainNames;
  }

  /** Whether {@code ${file:PATH}} stands for what is in that file. */
  boolean knowsFiles() {
    return this == WINDSURF;
  }

  static Dialect of(Path file, Node.Mapping root) {
    var name = String.valueOf(file.getFileName());
    var folder = file.getParent() == null ? "" : String.valueOf(file.getParent().getFileName());
    if (Nodes.mappingIn(root, "servers").isPresent() || Nodes.mappingIn(root, "mcp").isPresent()) {
      return VS_CODE;
    }
    return switch (name) {
      case "claude_desktop_config.json" -> CLAUDE_DESKTOP;
      case ".mcp.json", ".claude.json" -> CLAUDE_CODE;
      case "mcp_config.json" -> WINDSURF;
      default -> folder.equals(".cursor") ? CURSOR : OTHER;
    };
  }
}
