package dev.dowser.config.loading;

import dev.dowser.config.AdminSettings;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.DataDirectory;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.Mode;
import dev.dowser.config.SessionSettings;
import dev.dowser.config.VirtualServerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the whole. Every value that is wrong gets its default, so that reading finds all faults.
 */
final class GatewayReader {

  private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);
  private static final Duration LONGEST_IDLE = Duration.ofDays(30);
  private static final int MOST_SESSIONS = 1_000_000;

  private GatewayReader() {}

  static GatewaySettings read(Section document) {
    var root = EnvFile.applied(document);
    var name = root.field("name").flatMap(Field::text);
    var all = backends(root);
    var names = all.stream().map(BackendSettings::name).toList();
    var served = Groups.served(root, all);
    Authentication.check(root, names);
    var virtualServer =
        new VirtualServerSettings(
            name.orElse(VirtualServerSettings.DEFAULT_NAME),
            served,
            AggregationReader.read(root, names),
            OptimizerReader.read(root.section("optimizer")),
            root.field("mode").flatMap(field -> field.choice(Mode.class)).orElse(Mode.FIND));
    var settings =
        new GatewaySettings(
            virtualServer,
            ServerReader.read(root.section("server")),
            sessions(root.section("sessions")),
            dataDir(root),
            EmbeddingReader.read(root.section("embedding")),
            OperationalReader.read(root.section("operational"), names),
            admin(root.section("admin")));
    OwnEndpoint.refuse(root, settings.server());
    notYet(root);
    root.finish();
    return settings;
  }

  private static List<BackendSettings> backends(Section root) {
    if (ClientServers.isClientForm(root)) {
      return ClientServers.read(root);
    }
    var field = root.required("backends", "a list of MCP servers (or mcpServers)");
    return field.map(BackendList::read).orElseGet(List::of);
  }

  private static void notYet(Section root) {
    root.withoutEffect(Section.NO_EFFECT, "telemetry", "audit", "metadata");
    root.notBuilt(
        "authz",
        "policies",
        "rateLimiting",
        "compositeTools",
        "compositeToolRefs",
        "codeMode",
        "passthroughHeaders",
        "virtualServers");
    root.section("sessionStorage").ifPresent(GatewayReader::sessionStorage);
  }

  private static void sessionStorage(Section section) {
    section
        .field("provider")
        .flatMap(Field::text)
        .filter(provider -> !provider.equals("memory"))
        .ifPresent(_ -> section.asksForMore("provider", "only memory: others are not built yet"));
    section.withoutEffect("has no effect with provider memory", "address", "db", "keyPrefix");
    section.finish();
  }

  private static SessionSettings sessions(Optional<Section> present) {
    var defaults = SessionSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var idle = section.field("idle").flatMap(f -> f.duration(SHORTEST_IDLE, LONGEST_IDLE));
    var max = section.field("max").flatMap(field -> field.wholeNumber(1, MOST_SESSIONS));
    section.finish();
    return new SessionSettings(idle.orElse(defaults.idle()), max.orElse(defaults.max()));
  }

  private static DataDirectory dataDir(Section root) {
    var field = root.field("dataDir");
    return field
        .flatMap(f -> f.read("a path or " + DataDirectory.IN_MEMORY, text -> directory(f, text)))
        .orElseGet(() -> ofUser(root.scope()));
  }

  private static Optional<DataDirectory> directory(Field field, String text) {
    return text.equals(DataDirectory.IN_MEMORY)
        ? Optional.of(new DataDirectory.InMemory())
        : field.resolved(text).map(DataDirectory.OnDisk::new);
  }

  private static DataDirectory ofUser(Scope scope) {
    return DataDirectory.ofUser(
        scope.environment(), System.getProperty("os.name", ""), scope.home());
  }

  private static AdminSettings admin(Optional<Section> present) {
    var token =
        present.flatMap(section -> section.field("tokenEnv")).flatMap(GatewayReader::variable);
    present.ifPresent(Section::finish);
    return new AdminSettings(token);
  }

  private static Optional<String> variable(Field field) {
    var name = field.text();
    var value =
        name.map(variable -> field.scope().environment().getOrDefault(variable, ""))
            .filter(token -> !token.isBlank());
    if (name.isPresent() && value.isEmpty()) {
      field.refuse("the environment variable %s is not set or empty".formatted(name.get()));
    }
    return value;
  }
}
