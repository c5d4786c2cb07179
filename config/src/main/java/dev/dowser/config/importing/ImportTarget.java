package dev.dowser.config.importing;

import java.nio.file.Path;

/**
 * Where the result will stand.
 *
 * @param configuration absolute path of the configuration
 * @param variables absolute path of the file with its variables, in the same folder
 */
public record ImportTarget(Path configuration, Path variables) {

  /** {@code dowser.yaml} has its variables in {@code dowser.env}. */
  public static ImportTarget of(Path configuration) {
    var name = String.valueOf(configuration.getFileName());
    int dot = name.lastIndexOf('.');
    var stem = dot > 0 ? name.substring(0, dot) : name;
    return new ImportTarget(configuration, configuration.resolveSibling(stem + ".env"));
  }

  Path folder() {
    var folder = configuration.getParent();
    return folder == null ? configuration : folder;
  }
}
