package dev.dowser.config.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The configuration for those who have none yet. */
public final class Sample {

  private static final String RESOURCE = "sample.yaml";

  private Sample() {}

  /** A commented configuration that loads; options stand there behind a {@code #} without space. */
  public static String text() {
    try (var in = Sample.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
