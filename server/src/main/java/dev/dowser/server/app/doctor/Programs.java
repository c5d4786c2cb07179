package dev.dowser.server.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs of this machine.
 *
 * @param path folders as {@code PATH} has them
 * @param patience how long a program may take to tell its version
 */
public record Programs(String path, Duration patience) {

  /** Where a command is; one without a separator is looked up in the path. */
  public Optional<Path> find(String command, Optional<Path> folder) {
    try {
      if (command.contains("/")) {
        var file = folder.map(base -> base.resolve(command)).orElseGet(() -> Path.of(command));
        return Optional.of(file).filter(Programs::isProgram);
      }
      return Arrays.stream(path.split(":"))
          .filter(place -> !place.isEmpty())
          .map(place -> Path.of(place).resolve(command))
          .filter(Programs::isProgram)
          .findFirst();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /** The first line that {@code PROGRAM --version} says; empty if it says none in time. */
  public Optional<String> version(Path program) {
    Process process;
    try {
      process =
          new ProcessBuilder(program.toString(), "--version")
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
    } catch (IOException notRunnable) {
      return Optional.empty();
    }
    try (var output = process.getInputStream()) {
      if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
      return new String(output.readNBytes(4_096), StandardCharsets.UTF_8).lines().findFirst();
    } catch (IOException broken) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }
}
