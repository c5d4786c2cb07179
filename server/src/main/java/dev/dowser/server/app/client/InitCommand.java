package dev.dowser.server.app.client;

import dev.dowser.config.importing.ImportNote;
import dev.dowser.config.importing.ImportOutcome;
import dev.dowser.config.importing.ImportSource;
import dev.dowser.config.importing.ImportTarget;
import dev.dowser.config.importing.ImportedServer;
import dev.dowser.config.importing.Importer;
import dev.dowser.config.importing.Sample;
import dev.dowser.config.loading.Fault;
import dev.dowser.server.app.shell.CommandFailed;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dowser init}. */
@Command(
    name = "init",
    description = {
      "Writes a commented configuration, from what you already have or as a sample.",
      "Secrets move to a file of variables beside it that only you can read."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  dowser init                                    a sample that runs at once",
      "  dowser init --from claude-desktop --from cursor",
      "  dowser init --from .vscode/mcp.json -o team.yaml"
    })
public final class InitCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      paramLabel = "FILE|CLIENT",
      description =
          "mcp.json of any client, .vscode/mcp.json, ~/.claude.json, or a vMCP YAML; or a client,"
              + " whose own file is then looked up: claude-desktop, claude-code, cursor, vscode,"
              + " windsurf. May be given several times.")
  private List<String> from = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "What to write (default: ${DEFAULT-VALUE}).",
      defaultValue = "dowser.yaml")
  private Path output = Path.of("dowser.yaml");

  @Option(names = "--force", description = "Replace files that exist; they are kept as *.bak.")
  private boolean force;

  @Mixin private final Report report = new Report();

  private final UserFiles files = new UserFiles(InstantSource.system());
  private final UserPlaces places;

  /** For the command line. */
  public InitCommand() {
    this(UserPlaces.ofProcess());
  }

  InitCommand(UserPlaces places) {
    this.places = places;
  }

  @Override
  public Integer call() {
    var target = ImportTarget.of(output.toAbsolutePath().normalize());
    if (from.isEmpty()) {
      refuseToReplace(target.configuration());
      write(target.configuration(), forEditors(Sample.text(), target), false);
      report.values().put("sample", true);
      report.out().println(output + "  a sample with one server that needs no key");
      sayWhatNext();
      return 0;
    }
    var sources = from.stream().map(this::source).toList();
    return switch (Importer.read(sources, target, places.environment())) {
      case ImportOutcome.Imported imported -> write(imported, target);
      case ImportOutcome.Refused(var faults) -> throw new CommandFailed(inWords(faults));
    };
  }

  private ImportSource source(String text) {
    var file = file(text).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      throw new CommandFailed("there is no file " + file);
    }
    return new ImportSource(file, UserFiles.read(file));
  }

  private Path file(String text) {
    try {
      var file = Path.of(text);
      return Files.exists(file) ? file : KnownClient.of(text).map(places::fileOf).orElse(file);
    } catch (InvalidPathException fault) {
      throw new CommandFailed("--from is not a path: " + text, fault);
    }
  }

  private static String inWords(List<Fault> faults) {
    return faults.stream()
        .map(Fault::render)
        .collect(
            Collectors.joining("\n  ", "nothing is written, this must be mended first:\n  ", ""));
  }

  private int write(ImportOutcome.Imported imported, ImportTarget target) {
    var needsVariables = !imported.variableLines().isEmpty();
    refuseToReplace(target.configuration());
    if (needsVariables) {
      refuseToReplace(target.variables());
      write(target.variables(), imported.variableLines(), true);
      report.values().put("variables", target.variables().toString());
    }
    write(target.configuration(), forEditors(imported.configuration(), target), false);
    var used = imported.servers().stream().filter(ImportedServer::isUsed).toList();
    report
        .out()
        .println(
            "%s  %s"
                .formatted(
                    output,
                    counted(used.stream().map(ImportedServer::name).distinct().count(), "server")));
    if (needsVariables) {
      report
          .out()
          .println(
              "%s  %s; only you can read it, keep it out of version control"
                  .formatted(
                      output.resolveSibling(String.valueOf(target.variables().getFileName())),
                      counted(imported.variables().size(), "variable")));
    }
    tell(imported.notes());
    report(imported);
    sayWhatNext();
    return 0;
  }

  private static String forEditors(String text, ImportTarget target) {
    return EditorLine.before(text, target.configuration(), System.getProperty("dowser.home", ""));
  }

  private static String counted(long count, String what) {
    return "%d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private void refuseToReplace(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandFailed(file + " is a folder");
    }
    if (Files.exists(file) && !force) {
      throw new CommandFailed(
          "%s exists; nothing is written. Give another name with -o, or --force to replace it"
              .formatted(file));
    }
  }

  private void write(Path file, String text, boolean secret) {
    if (Files.exists(file)) {
      var backup = files.backup(file);
      report.values().withArray("backups").add(backup.toString());
      report.out().println("kept what was there as " + backup);
    }
    if (secret) {
      UserFiles.writePrivate(file, text);
    } else {
      UserFiles.write(file, text);
    }
  }

  private void report(ImportOutcome.Imported imported) {
    var servers = report.values().putArray("servers");
    imported
        .servers()
        .forEach(
            server -> servers.addObject().put("name", server.name()).put("used", server.isUsed()));
    var notes = report.values().putArray("notes");
    imported
        .notes()
        .forEach(note ->
            notes
                .addObject()
                .put("kind", note.kind().name().toLowerCase(Locale.ROOT))
                .put("file", note.file())
                .put("line", note.at().line())
                .put("path", note.path())
                .put("message", note.message()));
  }

  private void tell(List<ImportNote> notes) {
    if (report.isForPrograms()) {
      return;
    }
    var titles =
        Map.of(
            ImportNote.Kind.TO_DO, "To do before all of it works:",
            ImportNote.Kind.LEFT_OUT, "Left out:",
            ImportNote.Kind.CHANGED, "Changed on the way:");
    for (var kind :
        List.of(ImportNote.Kind.CHANGED, ImportNote.Kind.LEFT_OUT, ImportNote.Kind.TO_DO)) {
      var some = notes.stream().filter(note -> note.kind() == kind).toList();
      if (!some.isEmpty()) {
        report.err().println();
        report.err().println(titles.getOrDefault(kind, ""));
        some.forEach(note -> report.err().println("  " + note.render()));
      }
    }
    report.err().flush();
  }

  private void sayWhatNext() {
    var next =
        output.equals(Path.of("dowser.yaml")) ? "dowser serve" : "dowser serve --config " + output;
    report.out().println();
    report.out().println("Next: " + next);
    report.out().flush();
    report
        .values()
        .put("configuration", output.toAbsolutePath().normalize().toString())
        .put("next", next);
    report.end();
  }
}
