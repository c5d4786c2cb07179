package dev.dowser.server.app.client;

import dev.dowser.config.GatewaySettings;
import dev.dowser.config.ServerSettings;
import dev.dowser.config.document.JsonEdit;
import dev.dowser.config.importing.ImportedServer;
import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import dev.dowser.server.app.shell.CommandFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code dowser connect}. */
@Command(
    name = "connect",
    description = {
      "Writes this gateway into a client's own configuration: shows the change, asks, keeps a backup.",
      "Clients: claude-desktop, claude-code, cursor, vscode, windsurf."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  dowser connect cursor",
      "  dowser connect claude-desktop --replace     its servers that are behind Dowser go",
      "  dowser connect claude-desktop --undo        everything as it was"
    })
public final class ConnectCommand implements Callable<Integer> {
  private static final Path IN_THIS_FOLDER = Path.of("dowser.yaml");

  @Parameters(paramLabel = "CLIENT", description = "Whose configuration to write.")
  private @Nullable String client;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "The client's file, if it is not the user's own: .mcp.json, .vscode/mcp.json ...")
  private @Nullable Path file;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration of the gateway (default: dowser.yaml in this folder, if any).")
  private @Nullable Path config;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "MCP endpoint of the gateway (default: from the configuration).")
  private @Nullable String url;

  @Option(
      names = "--stdio",
      description = "Let the client start 'dowser stdio', though it could use the URL.")
  private boolean stdio;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the entry (default: ${DEFAULT-VALUE}).",
      defaultValue = "dowser")
  private String name = "dowser";

  @Option(
      names = "--replace",
      description = "Also take away, or switch off, the client's entries that are behind Dowser.")
  private boolean replace;

  @Option(names = "--undo", description = "Take back what connect did to this file.")
  private boolean undo;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask. With --json nothing is written without it.")
  private boolean yes;

  @Mixin private final Report report = new Report();

  private final UserFiles files = new UserFiles(InstantSource.system());
  private final UserPlaces places;
  private final InputStream answers;

  /** For the command line. */
  public ConnectCommand() {
    this(UserPlaces.ofProcess(), System.in);
  }

  ConnectCommand(UserPlaces places, InputStream answers) {
    this.places = places;
    this.answers = answers;
  }

  @Override
  public Integer call() {
    var word = String.valueOf(client);
    var known =
        KnownClient.of(word)
            .orElseThrow(() ->
                new ParameterException(
                    report.command(),
                    "there is no client \"%s\"; known: %s".formatted(word, KnownClient.words())));
    var target =
        Optional.ofNullable(file)
            .orElseGet(() -> places.fileOf(known))
            .toAbsolutePath()
            .normalize();
    var connections = new Connections(places.connections());
    report
        .values()
        .put("client", known.word())
        .put("file", target.toString())
        .put("written", false);
    int code = undo ? undo(known, target, connections) : connect(known, target, connections);
    report.end();
    return code;
  }

  private int connect(KnownClient known, Path target, Connections connections) {
    var configuration =
        Optional.ofNullable(config)
            .or(() -> Optional.of(IN_THIS_FOLDER).filter(Files::exists))
            .map(path -> path.toAbsolutePath().normalize());
    var settings = configuration.map(this::load);
    var text = ClientText.read(target, known.serversKey());
    var seen =
        configuration.isPresent() && settings.isPresent()
            ? BehindUs.of(text, configuration.get(), settings.get(), places.environment())
            : new BehindUs(List.of(), List.of());
    var replaced =
        replace
            ? seen.behind().stream().map(ImportedServer::keys).toList()
            : List.<List<String>>of();
    var entry = entry(known, configuration, settings);
    var plan = ConnectPlan.of(text, known, name, entry, replaced);
    if (plan.text().equals(text.text()) && text.exists()) {
      report.out().println("%s is connected already: %s".formatted(known.title(), target));
    } else if (!isAgreed(target, text.exists() ? text.text() : "", plan.text())) {
      return notWritten();
    } else {
      write(text, plan, connections);
      report.out().println(known.afterwards() + ".");
      report
          .out()
          .println(
              "To take it back: dowser connect %s%s --undo".formatted(known.word(), fileOption()));
    }
    advise(seen.without(plan.done().entry()), settings.isPresent());
    return 0;
  }

  private String entry(
      KnownClient known, Optional<Path> configuration, Optional<GatewaySettings> settings) {
    if (url == null && (stdio || known.startsProcesses())) {
      return OurEntry.ofProcess(places).process(known, configuration);
    }
    var server = settings.map(GatewaySettings::server).orElseGet(ServerSettings::defaults);
    return OurEntry.remote(known, url == null ? OurEntry.url(server) : url);
  }

  private GatewaySettings load(Path configuration) {
    return switch (ConfigLoader.load(configuration, places.environment())) {
      case ConfigOutcome.Loaded(var settings, _) -> settings;
      case ConfigOutcome.Refused(var faults, _) ->
          throw new CommandFailed(
              faults.stream()
                  .map(Fault::render)
                  .collect(
                      Collectors.joining("\n  ", "the configuration cannot be used:\n  ", "")));
    };
  }

  private void write(ClientText before, ConnectPlan plan, Connections connections) {
    checkUnchanged(before);
    var backup = before.exists() ? files.backup(before.file()).toString() : "";
    var done = plan.done();
    var now =
        new ConnectionRecord(
            done.entry(),
            done.created(),
            done.previous(),
            done.removed(),
            done.switchedOff(),
            done.written(),
            backup);
    var earlier = connections.of(before.file()).filter(found -> found.entry().equals(now.entry()));
    var found = Connections.fingerprint(before.text());
    connections.keep(before.file(), earlier.map(it -> it.followedBy(now, found)).orElse(now));
    UserFiles.write(before.file(), plan.text());
    report.values().put("written", true);
    report.out().println("Written: " + before.file());
    if (!backup.isEmpty()) {
      report.values().put("backup", backup);
      report.out().println("Backup:  " + backup);
    }
  }

  /** Clients write their own files too, some of them all the time. */
  private static void checkUnchanged(ClientText before) {
    var now = Files.exists(before.file()) ? UserFiles.read(before.file()) : "";
    if (before.exists() && !now.isBlank() && !now.equals(before.text())) {
      throw new CommandFailed(
          before.file() + " was changed meanwhile; nothing is written, try again");
    }
  }

  private int undo(KnownClient known, Path target, Connections connections) {
    var done =
        connections
            .of(target)
            .orElseThrow(() -> new CommandFailed("dowser connect did nothing to " + target));
    var before = ClientText.read(target, known.serversKey());
    var exact = Connections.fingerprint(before.text()).equals(done.written());
    var after =
        backup(done)
            .filter(_ -> exact)
            .map(UserFiles::read)
            .orElseGet(() -> ConnectPlan.undone(before.edit(), done).text());
    var gone = done.created() && ClientText.isEmpty(new JsonEdit(after), known.serversKey());
    if (!isAgreed(target, before.text(), gone ? "" : after)) {
      return notWritten();
    }
    checkUnchanged(before);
    if (gone) {
      UserFiles.delete(target);
    } else {
      UserFiles.write(target, after);
    }
    connections.forget(target);
    report.values().put("written", true).put("deleted", gone);
    report
        .out()
        .println(
            (gone ? "Deleted, as there was none before: " : "As it was before Dowser: ") + target);
    if (!exact && !gone) {
      report.out().println("It was changed since; those changes stay.");
    }
    return 0;
  }

  private static Optional<Path> backup(ConnectionRecord done) {
    return Optional.of(done.backup())
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::exists);
  }

  private boolean isAgreed(Path target, String before, String after) {
    var mask = new SecretMask();
    var change =
        UnifiedDiff.of(target.toString(), before, after).stream().map(mask::masked).toList();
    var lines = report.values().putArray("change");
    change.forEach(lines::add);
    change.forEach(report.out()::println);
    report.out().println();
    if (yes || report.isForPrograms()) {
      return yes;
    }
    report.out().print("Write this? [y/N] ");
    report.out().flush();
    var answer = answer();
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  private String answer() {
    try {
      var in = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
      var line = in.readLine();
      return line == null ? "" : line.strip();
    } catch (IOException fault) {
      throw new CommandFailed("no answer can be read: " + fault, fault);
    }
  }

  private int notWritten() {
    report.out().println("Nothing is written. --yes writes without asking.");
    return 1;
  }

  private void advise(BehindUs seen, boolean configured) {
    var names = seen.behind().stream().map(ImportedServer::name).toList();
    var others = seen.others().stream().map(ImportedServer::name).toList();
    var behind = report.values().putArray("behindDowser");
    names.forEach(behind::add);
    var left = report.values().putArray("notBehindDowser");
    others.forEach(left::add);
    if (!replace && !names.isEmpty()) {
      report
          .out()
          .println(
              "Agents see the tools of %s twice now: --replace takes the client's own entries away."
                  .formatted(String.join(", ", names)));
    }
    if (replace && !others.isEmpty()) {
      report
          .out()
          .println(
              "Not behind Dowser, so left: %s (dowser init --from brings them)"
                  .formatted(String.join(", ", others)));
    }
    if (replace && !configured) {
      report.out().println("No dowser.yaml here, so nothing is known to replace; give --config.");
    }
    report.out().flush();
  }

  private String fileOption() {
    return file == null ? "" : " --file " + file;
  }
}
