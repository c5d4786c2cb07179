package dev.dowser.server.http;

/**
 * What tells this gateway from another one at the same address.
 *
 * @param version of this program
 * @param config absolute path of its configuration
 * @param dataDir absolute path of its data folder, or {@code :memory:}
 */
public record RunningProgram(String version, String config, String dataDir) {}
