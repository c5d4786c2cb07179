package dev.dowser.server.app.client;

import dev.dowser.server.app.shell.CommandFailed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Clients whose own files we can read and write. */
enum KnownClient {
  CLAUDE_DESKTOP("Claude Desktop", "mcpServers", "Quit Claude Desktop and start it again"),
  CLAUDE_CODE("Claude Code", "mcpServers", "Start a new session of Claude Code"),
  CURSOR("Cursor", "mcpServers", "Switch the server on in Cursor's settings, under MCP"),
  VSCODE("VS Code", "servers", "VS Code asks whether to trust and start the server"),
  WINDSURF("Windsurf", "mcpServers", "Press refresh in Windsurf's list of MCP servers");

  private final String title;
  private final String serversKey;
  private final String afterwards;

  KnownClient(String title, String serversKey, String afterwards) {
    this.title = title;
    this.serversKey = serversKey;
    this.afterwards = afterwards;
  }

  String title() {
    return title;
  }

  String serversKey() {
    return serversKey;
  }

  String afterwards() {
    return afterwards;
  }

  /** As the command line has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** It only starts processes and finds little of the user's environment. */
  boolean startsProcesses() {
    return this == CLAUDE_DESKTOP;
  }

  /** An entry can be switched off where it stands; other clients know only entries and none. */
  boolean canSwitchOff() {
    return this == WINDSURF;
  }

  static Optional<KnownClient> of(String word) {
    return Arrays.stream(values()).filter(client -> client.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(KnownClient::word).collect(Collectors.joining(", "));
  }

  /** The user's own file of this client. */
  Path file(Map<String, String> environment, String os, Path home) {
    return switch (this) {
      case CLAUDE_DESKTOP ->
          settings(environment, os, home).resolve("Claude/claude_desktop_config.json");
      case CLAUDE_CODE -> home.resolve(".claude.json");
      case CURSOR -> home.resolve(".cursor/mcp.json");
      case VSCODE -> settings(environment, os, home).resolve("Code/User/mcp.json");
      case WINDSURF -> home.resolve(".codeium/windsurf/mcp_config.json");
    };
  }

  private static Path settings(Map<String, String> environment, String os, Path home) {
    if (os.startsWith("Mac")) {
      return home.resolve("Library/Application Support");
    }
    return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute)
        .orElseGet(() -> home.resolve(".config"));
  }

  /** The entry that leads this client to a gateway it reaches by HTTP. */
  Map<String, Object> remoteEntry(String url) {
    return switch (this) {
      case CLAUDE_CODE -> ordered("type", "http", "url", url, "alwaysLoad", true);
      case VSCODE -> ordered("type", "http", "url", url);
      case CURSOR -> ordered("url", url);
      case WINDSURF -> ordered("serverUrl", url);
      case CLAUDE_DESKTOP ->
          throw new CommandFailed("Claude Desktop starts processes; leave out --url");
    };
  }

  /** The entry with which this client starts {@code dowser stdio}. */
  Map<String, Object> processEntry(String command, List<String> args, Map<String, String> env) {
    var process = ordered("command", command, "args", args);
    if (!env.isEmpty()) {
      process.put("env", env);
    }
    if (this == CLAUDE_CODE) {
      process.put("alwaysLoad", true);
    }
    return process;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
