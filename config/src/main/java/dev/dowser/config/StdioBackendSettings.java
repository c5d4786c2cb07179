package dev.dowser.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A backend that the gateway starts as a process.
 *
 * @param name unique name
 * @param command program, looked up in the PATH unless it holds a separator
 * @param args arguments of the program
 * @param env variables set for the process
 * @param inheritEnv names of the gateway's own variables that the process also gets
 * @param cwd absolute folder the process runs in; the gateway's own where empty
 * @param limits bounds of this backend
 */
public record StdioBackendSettings(
    String name,
    String command,
    List<String> args,
    Map<String, String> env,
    List<String> inheritEnv,
    Optional<Path> cwd,
    BackendLimits limits)
    implements BackendSettings {

  /** Copies lists and map. */
  public StdioBackendSettings {
    args = List.copyOf(args);
    env = Map.copyOf(env);
    inheritEnv = List.copyOf(inheritEnv);
  }

  /** Leaves out arguments and values of variables: both may hold secrets. */
  @Override
  public String toString() {
    return "StdioBackendSettings[name=%s, command=%s, args=(%d), env=%s, inheritEnv=%s, cwd=%s, limits=%s]"
        .formatted(name, command, args.size(), Masked.names(env), inheritEnv, cwd, limits);
  }
}
