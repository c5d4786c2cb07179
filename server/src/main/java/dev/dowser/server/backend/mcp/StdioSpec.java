package dev.dowser.server.backend.mcp;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to start a backend as a process of ours.
 *
 * @param command program, looked up on the PATH the process will have, or a path
 * @param args its arguments
 * @param env variables set for it, over all others
 * @param inheritEnv names of our own variables that it gets besides the harmless ones
 * @param cwd folder it runs in; ours if empty
 * @param maxLineBytes longest message it may send
 */
public record StdioSpec(
    String command,
    List<String> args,
    Map<String, String> env,
    Set<String> inheritEnv,
    Optional<Path> cwd,
    int maxLineBytes) {

  /** The default of {@code maxLineBytes}: 16 MB. */
  public static final int DEFAULT_MAX_LINE_BYTES = 16 * 1024 * 1024;

  /** Copies the collections. */
  public StdioSpec {
    args = List.copyOf(args);
    env = Map.copyOf(env);
    inheritEnv = Set.copyOf(inheritEnv);
  }
}
