package dev.dowser.config.importing;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.document.DocumentReader;
import dev.dowser.config.document.Node;
import dev.dowser.config.document.Position;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a configuration of files that people already have: {@code mcpServers} of Claude Desktop,
 * Claude Code, Cursor and others, {@code servers} of VS Code, the reference system's YAML.
 *
 * <p>The loader has the last word on the result: a server that it refuses stands there as a comment
 * with the loader's reason, so importing always knows what can be loaded and what cannot.
 */
public final class Importer {

  private final Journey journey;
  private final Draft draft = new Draft();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<String, String> environment;
  private List<BackendSettings> loaded = List.of();

  private Importer(ImportTarget target, Map<String, String> environment) {
    this.journey = new Journey(target, environment);
    this.environment = environment;
  }

  /**
   * Imports files into one configuration.
   *
   * @param sources in the order in which their servers shall stand
   * @param target where the result will stand; nothing is written
   * @param environment variables of the process
   */
  public static ImportOutcome read(
      List<ImportSource> sources, ImportTarget target, Map<String, String> environment) {
    var importer = new Importer(target, environment);
    sources.forEach(importer::add);
    return importer.faults.isEmpty()
        ? importer.outcome()
        : new ImportOutcome.Refused(importer.faults);
  }

  private void add(ImportSource source) {
    var file = source.file().toString();
    var document = DocumentReader.read(source.text(), String.valueOf(source.file().getFileName()));
    document.faults().forEach(f -> faults.add(new Fault(file, f.at(), f.path(), f.message())));
    if (document.faults().isEmpty()) {
      document.root().ifPresent(root -> add(source, root));
    }
  }

  private void add(ImportSource source, Node root) {
    if (!(root instanceof Node.Mapping mapping)) {
      refuse(source, root.at(), "expected a mapping, got " + root.kind());
    } else if (ClientFile.isClientForm(mapping)) {
      draft.origins().add(source.file() + " (" + Dialect.of(source.file(), mapping).title() + ")");
      ClientFile.entries(source.file(), mapping, journey.home())
          .forEach(entry -> EntryTranslation.add(entry, draft, journey));
    } else if (ReferenceFile.isOurOwn(mapping)) {
      refuse(source, Position.WHOLE, "is a configuration of Dowser already; use it with --config");
    } else if (ReferenceFile.isReference(mapping)) {
      reference(source, mapping);
    } else {
      refuse(
          source,
          Position.WHOLE,
          "holds no servers: expected mcpServers, servers (VS Code), or backends and groupRef");
    }
  }

  private void reference(ImportSource source, Node.Mapping root) {
    if (!draft.origins().isEmpty()) {
      refuse(source, Position.WHOLE, "cannot be joined with other files; import it alone");
      return;
    }
    var before = new ReferenceCheck(source, environment).mistakes();
    faults.addAll(before);
    if (before.isEmpty()) {
      draft.origins().add(source.file().toString());
      ReferenceFile.add(source.file().toString(), root, draft, journey);
    }
  }

  private void refuse(ImportSource source, Position at, String message) {
    faults.add(new Fault(source.file().toString(), at, "", message));
  }

  private ImportOutcome outcome() {
    var left = new Pruning(draft, journey, this::check).run();
    if (!left.isEmpty()) {
      return new ImportOutcome.Refused(left);
    }
    var variables = journey.variables();
    var target = journey.target();
    var lines = variables.text(String.valueOf(target.configuration().getFileName()));
    var file = lines.isEmpty() ? "" : String.valueOf(target.variables().getFileName());
    return new ImportOutcome.Imported(
        ConfigText.of(draft, file),
        lines,
        variables.values(),
        draft.imported(loaded),
        journey.notes());
  }

  private List<Fault> check() {
    var all = new HashMap<>(journey.variables().values());
    all.putAll(environment);
    var text = ConfigText.of(draft, "");
    return switch (ConfigLoader.parse(text, journey.target().configuration(), all)) {
      case ConfigOutcome.Loaded(var settings, _) -> {
        loaded = settings.virtualServer().backends();
        yield List.of();
      }
      case ConfigOutcome.Refused refused -> refused.faults();
    };
  }
}
