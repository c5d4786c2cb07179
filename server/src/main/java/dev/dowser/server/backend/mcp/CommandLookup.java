package dev.dowser.server.backend.mcp;

import dev.dowser.server.fault.ErrorCode;
import dev.dowser.server.fault.GatewayException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Finds a command on the PATH that the process will have, as its shell would. */
final class CommandLookup {
  private static final Map<String, String> COMES_WITH =
      Map.of(
          "npx", "Node.js",
          "npm", "Node.js",
          "node", "Node.js",
          "uvx", "uv",
          "uv", "uv",
          "python", "Python",
          "python3", "Python",
          "docker", "Docker",
          "deno", "Deno",
          "bunx", "Bun");

  private CommandLookup() {}

  /** The command's path; one with a separator in it is taken as it is. */
  static String find(String command, Map<String, String> environment) {
    if (command.contains(File.separator)) {
      return command;
    }
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> executable(folder, command).stream())
        .findFirst()
        .orElseThrow(() -> missing(command));
  }

  private static Optional<String> executable(String folder, String command) {
    try {
      var file = Path.of(folder.isEmpty() ? "." : folder, command).toAbsolutePath();
      return Files.isRegularFile(file) && Files.isExecutable(file)
          ? Optional.of(file.toString())
          : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static GatewayException missing(String command) {
    var product = COMES_WITH.get(command);
    var text = command + " was not found on PATH";
    return new GatewayException(
        ErrorCode.BACKEND_NOT_STARTABLE, product == null ? text : "needs " + product + ": " + text);
  }
}
