package dev.dowser.config.loading;

import dev.dowser.config.AdminSettings;
import dev.dowser.config.DataDirectory;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.Mode;
import dev.dowser.config.SessionSettings;
import dev.dowser.config.VirtualServerSettings;
import dev.dowser.config.key.AggregationKeys;
import dev.dowser.config.key.GatewayKeys;
import dev.dowser.config.key.OperationalKeys;
import dev.dowser.config.key.OptimizerKeys;
import dev.dowser.config.key.ServerKeys;
import dev.dowser.config.key.StorageKeys;
import java.util.Optional;

/**
 * Reads the whole. Every value that is wrong gets its default, so that reading finds all faults.
 */
final class GatewayReader {

  private GatewayReader() {}

  static GatewaySettings read(Section document) {
    var root = EnvFile.applied(document);
    var name = root.value(GatewayKeys.NAME);
    var all = backends(root);
    var names = all.names();
    var groups = Groups.read(root, all);
    Authentication.check(root, names);
    var virtualServer =
        new VirtualServerSettings(
            name.orElse(VirtualServerSettings.DEFAULT_NAME),
            groups.ofMain(root),
            AggregationReader.read(root.section(AggregationKeys.AGGREGATION), names),
            OptimizerReader.read(root.section(OptimizerKeys.OPTIMIZER)),
            root.value(GatewayKeys.MODE).orElse(Mode.FIND));
    var server = ServerReader.read(root.section(ServerKeys.SERVER));
    var others =
        VirtualServersReader.read(root.section(GatewayKeys.VIRTUAL_SERVERS), all, groups, server);
    groups.warnIfUnused(root);
    var settings =
        new GatewaySettings(
            virtualServer,
            others,
            server,
            sessions(root.section(GatewayKeys.SESSIONS)),
            dataDir(root),
            EmbeddingReader.read(root),
            OperationalReader.read(root.section(OperationalKeys.OPERATIONAL), names),
            admin(root.section(GatewayKeys.ADMIN)));
    OwnEndpoint.refuse(root, settings);
    root.section(StorageKeys.STORAGE).ifPresent(GatewayReader::sessionStorage);
    root.finish();
    return settings;
  }

  private static ReadBackends backends(Section root) {
    if (ClientServers.isClientForm(root)) {
      return ClientServers.read(root);
    }
    var field = root.required(GatewayKeys.BACKENDS, "a list of MCP servers (or mcpServers)");
    return field.map(BackendList::read).orElseGet(ReadBackends::unknown);
  }

  private static void sessionStorage(Section section) {
    section
        .value(StorageKeys.PROVIDER)
        .filter(provider -> !provider.equals("memory"))
        .ifPresent(_ ->
            section.asksForMore(StorageKeys.PROVIDER, "only memory: others are not built yet"));
    section.finish();
  }

  private static SessionSettings sessions(Optional<Section> present) {
    var defaults = SessionSettings.defaults();
    if (present.isEmpty()) {
      return defaults;
    }
    var section = present.get();
    var idle = section.value(GatewayKeys.IDLE);
    var max = section.value(GatewayKeys.MAX_SESSIONS);
    section.finish();
    return new SessionSettings(idle.orElse(defaults.idle()), max.orElse(defaults.max()));
  }

  private static DataDirectory dataDir(Section root) {
    var field = root.field(GatewayKeys.DATA_DIR);
    return field
        .flatMap(f -> f.value(GatewayKeys.DATA_DIR.value(), text -> directory(f, text)))
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
    var token = present.flatMap(GatewayReader::adminToken);
    present.ifPresent(Section::finish);
    return new AdminSettings(token);
  }

  private static Optional<String> adminToken(Section section) {
    var variable = section.field(GatewayKeys.TOKEN_ENV);
    var file = section.field(GatewayKeys.TOKEN_FILE);
    variable
        .filter(_ -> file.isPresent())
        .ifPresent(field -> field.refuse("expected either tokenEnv or tokenFile, got both"));
    return Tokens.of(variable, file);
  }
}
