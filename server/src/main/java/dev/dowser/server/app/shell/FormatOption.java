package dev.dowser.server.app.shell;

import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code --format}, for verbs whose {@code --json} means something else or does not exist. */
public final class FormatOption {

  /** Forms of an answer. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON value and nothing else. */
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "text for people (default), or json: one JSON value on standard output.")
  private Format format = Format.TEXT;

  /** Whether a program reads the answer. */
  public boolean isJson() {
    return format == Format.JSON;
  }
}
