package dev.dowser.server.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all benches are told. */
final class BenchOptions {
  @Option(
      names = "--set",
      paramLabel = "DIR",
      arity = "1..*",
      required = true,
      description = "Folder with the set; may be repeated.")
  private List<Path> sets = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
  private @Nullable Path json;

  List<Path> sets() {
    return sets;
  }

  Optional<Path> json() {
    return Optional.ofNullable(json);
  }

  /** Says so if the report cannot be written, before minutes are spent. */
  void check() {
    json().ifPresent(BenchCommand::checkWritable);
  }

  void write(Supplier<String> report) throws IOException {
    if (json != null) {
      Files.writeString(json, report.get());
    }
  }
}
