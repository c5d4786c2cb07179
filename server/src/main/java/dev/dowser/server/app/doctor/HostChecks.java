package dev.dowser.server.app.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Looks at what the machine gives: Java, the port, the data folder. Changes nothing. */
public final class HostChecks {
  private static final int OLDEST_JAVA = 25;
  private static final long LEAST_SPACE = 300L << 20;
  private static final long GOOD_SPACE = 1L << 30;

  private HostChecks() {}

  /** The Java that runs this. */
  public static Finding jdk(Runtime.Version version, Path home) {
    var text = "%s (%s)".formatted(version, home);
    return version.feature() >= OLDEST_JAVA
        ? Finding.ok("jdk", text)
        : Finding.fail("jdk", text, "install a JDK 25 or newer, or set DOWSER_JAVA_HOME to one");
  }

  /** An address that nothing answers at, so that it should be free. */
  public static Finding port(String host, int port) {
    if (port == 0) {
      return Finding.ok("port", "any free one");
    }
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, port));
      return Finding.ok("port", "%s:%d is free".formatted(host, port));
    } catch (IOException | IllegalArgumentException fault) {
      return Finding.fail(
          "port",
          "%s:%d cannot be used: %s".formatted(host, port, fault.getMessage()),
          "end what uses it, or set server.port and server.host (or --port, --host)");
    }
  }

  /** Where index, vectors and models are kept. */
  public static List<Finding> dataFolder(Path folder) {
    var findings = new ArrayList<Finding>();
    var nearest = existing(folder);
    if (!Files.isDirectory(nearest)) {
      return List.of(
          Finding.fail("data folder", nearest + " is no folder", "set dataDir to another place"));
    }
    if (!Files.isWritable(nearest)) {
      return List.of(
          Finding.fail(
              "data folder",
              nearest + " cannot be written",
              "give yourself the right to, or set dataDir to another place"));
    }
    findings.add(
        Finding.ok(
            "data folder", folder + (nearest.equals(folder) ? "" : ", will be made at first use")));
    if (nearest.equals(folder)) {
      findings.addAll(rights(folder));
    }
    findings.addAll(space(nearest));
    return findings;
  }

  private static Path existing(Path folder) {
    var path = folder.toAbsolutePath().normalize();
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  private static List<Finding> rights(Path folder) {
    try {
      var others =
          Set.of(
              PosixFilePermission.GROUP_READ,
              PosixFilePermission.OTHERS_READ,
              PosixFilePermission.GROUP_WRITE,
              PosixFilePermission.OTHERS_WRITE);
      return Files.getPosixFilePermissions(folder).stream().anyMatch(others::contains)
          ? List.of(
              Finding.warn(
                  "data folder",
                  "others of this machine may look into "
                      + folder
                      + ", which holds the session key",
                  "chmod 700 " + folder))
          : List.of();
    } catch (IOException | UnsupportedOperationException unknown) {
      return List.of();
    }
  }

  private static List<Finding> space(Path folder) {
    try {
      var free = Files.getFileStore(folder).getUsableSpace();
      var text = "%d MB free at %s".formatted(free >> 20, folder);
      if (free < LEAST_SPACE) {
        return List.of(
            Finding.fail("disk", text, "make room: index, vectors and model need some 300 MB"));
      }
      return List.of(
          free < GOOD_SPACE
              ? Finding.warn("disk", text, "make room before it is full")
              : Finding.ok("disk", text));
    } catch (IOException unknown) {
      return List.of();
    }
  }
}
