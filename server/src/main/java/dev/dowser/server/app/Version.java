package dev.dowser.server.app;

import java.util.Optional;

/** The version of this build. */
final class Version {
  /** From the jar's manifest; {@code dev} when run from classes. */
  static final String CURRENT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");

  private Version() {}
}
