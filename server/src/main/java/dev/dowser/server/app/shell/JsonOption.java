package dev.dowser.server.app.shell;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --format}, and {@code --json} as its short form. */
public final class JsonOption {
  @Mixin private final FormatOption format = new FormatOption();

  @Option(names = "--json", description = "Short for --format json.")
  private boolean json;

  /** Whether a program reads the answer. */
  public boolean isJson() {
    return json || format.isJson();
  }
}
