package dev.dowser.server.app.doctor;

import dev.dowser.config.StdioBackendSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Looks for the programs that backends of the configuration are started with. */
public final class ProgramChecks {
  private static final int OLDEST_NODE = 20;
  private static final Pattern MAJOR = Pattern.compile("v?(\\d{1,4})\\..*");
  private static final List<String> OF_NODE = List.of("npx", "npm", "pnpm", "yarn", "bunx");
  private static final Map<String, String> HOW =
      Map.of(
          "node", "install Node 20 or newer: https://nodejs.org",
          "npx", "install Node 20 or newer, npx comes with it: https://nodejs.org",
          "npm", "install Node 20 or newer, npm comes with it: https://nodejs.org",
          "uvx", "install uv, uvx comes with it: https://docs.astral.sh/uv",
          "uv", "install uv: https://docs.astral.sh/uv",
          "python", "install Python 3: https://www.python.org",
          "python3", "install Python 3: https://www.python.org",
          "docker", "install Docker and start it: https://docs.docker.com/get-started");

  private final Programs programs;

  /** Checks with these programs. */
  public ProgramChecks(Programs programs) {
    this.programs = programs;
  }

  /** One finding for each program, with those that need it. */
  public List<Finding> of(List<StdioBackendSettings> backends) {
    var findings = new ArrayList<Finding>();
    var needed = new LinkedHashMap<String, List<StdioBackendSettings>>();
    for (var backend : backends) {
      needed.computeIfAbsent(backend.command(), _ -> new ArrayList<>()).add(backend);
    }
    needed.forEach((command, users) -> findings.add(program(command, users)));
    if (!needed.containsKey("node") && needed.keySet().stream().anyMatch(OF_NODE::contains)) {
      findings.add(node("for " + String.join(", ", ofNode(needed.keySet()))));
    }
    return findings;
  }

  private static Set<String> ofNode(Set<String> commands) {
    var found = new TreeSet<>(commands);
    found.retainAll(OF_NODE);
    return found;
  }

  private Finding program(String command, List<StdioBackendSettings> users) {
    var names = "for " + String.join(", ", users.stream().map(StdioBackendSettings::name).toList());
    if (command.equals("node")) {
      return node(names);
    }
    var found = programs.find(command, users.getFirst().cwd());
    if (found.isEmpty()) {
      return Finding.fail("program", "%s not found, %s".formatted(command, names), how(command));
    }
    var version = HOW.containsKey(command) ? programs.version(found.get()).orElse("") : "";
    return Finding.ok(
        "program", "%s %s %s".formatted(found.get(), version, names).replaceAll(" +", " "));
  }

  private static String how(String command) {
    return HOW.getOrDefault(
        command,
        command.contains("/")
            ? "correct command in the configuration; a relative path begins at cwd"
            : "install it, or give its whole path as command; PATH is that of this shell");
  }

  private Finding node(String users) {
    var found = programs.find("node", Optional.empty());
    if (found.isEmpty()) {
      return Finding.fail("program", "node not found, " + users, how("node"));
    }
    var version = programs.version(found.get()).orElse("of unknown version");
    var text = "%s %s %s".formatted(found.get(), version, users);
    var major = MAJOR.matcher(version);
    return major.matches() && Integer.parseInt(major.group(1)) < OLDEST_NODE
        ? Finding.warn("program", text, "most servers want Node 20 or newer: https://nodejs.org")
        : Finding.ok("program", text);
  }
}
