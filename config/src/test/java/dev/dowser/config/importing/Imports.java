package dev.dowser.config.importing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Imports texts in tests; whatever comes out is written down and loaded as a user would. */
final class Imports {

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/ada"));

  Imports(Path folder) {
    this.folder = folder;
  }

  Imports with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  ImportOutcome outcome(String file, String text) {
    return outcome(List.of(new ImportSource(Path.of(file), text)));
  }

  ImportOutcome outcome(List<ImportSource> sources) {
    var target = ImportTarget.of(folder.resolve("dowser.yaml"));
    return Importer.read(sources, target, environment);
  }

  Result read(String file, String text) {
    return result(outcome(file, text));
  }

  Result result(ImportOutcome outcome) {
    assertThat(outcome).isInstanceOf(ImportOutcome.Imported.class);
    var imported = (ImportOutcome.Imported) outcome;
    try {
      var configuration = folder.resolve("dowser.yaml");
      Files.writeString(configuration, imported.configuration());
      Files.writeString(folder.resolve("dowser.env"), imported.variableLines());
      var loaded = ConfigLoader.load(configuration, environment);
      assertThat(loaded).as(imported.configuration()).isInstanceOf(ConfigOutcome.Loaded.class);
      return new Result(imported, ((ConfigOutcome.Loaded) loaded).settings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> faults(String file, String text) {
    return ((ImportOutcome.Refused) outcome(file, text))
        .faults().stream().map(Fault::render).toList();
  }

  /**
   * What came out.
   *
   * @param imported as text
   * @param settings the same, loaded
   */
  record Result(ImportOutcome.Imported imported, GatewaySettings settings) {

    List<BackendSettings> backends() {
      return settings.virtualServer().backends();
    }

    List<String> names() {
      return backends().stream().map(BackendSettings::name).toList();
    }

    StdioBackendSettings stdio() {
      return (StdioBackendSettings) backends().getFirst();
    }

    HttpBackendSettings http() {
      return (HttpBackendSettings) backends().getFirst();
    }

    String text() {
      return imported.configuration();
    }

    /** Notes as "KIND line path: message". */
    List<String> notes() {
      return imported.notes().stream()
          .map(n -> "%s %d %s: %s".formatted(n.kind(), n.at().line(), n.path(), n.message()))
          .toList();
    }
  }
}
