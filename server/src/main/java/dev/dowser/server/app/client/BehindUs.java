package dev.dowser.server.app.client;

import dev.dowser.config.BackendSettings;
import dev.dowser.config.GatewaySettings;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.config.importing.ImportOutcome;
import dev.dowser.config.importing.ImportSource;
import dev.dowser.config.importing.ImportTarget;
import dev.dowser.config.importing.ImportedServer;
import dev.dowser.config.importing.Importer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells which entries of a client's file are backends of our configuration: what an import would
 * make of them is compared with what the configuration has.
 *
 * @param behind entries that a client can reach through us
 * @param others entries that it cannot
 */
record BehindUs(List<ImportedServer> behind, List<ImportedServer> others) {

  BehindUs {
    behind = List.copyOf(behind);
    others = List.copyOf(others);
  }

  static BehindUs of(
      ClientText client,
      Path configuration,
      GatewaySettings settings,
      Map<String, String> environment) {
    var sources = List.of(new ImportSource(client.file(), client.text()));
    var outcome = Importer.read(sources, ImportTarget.of(configuration), environment);
    return switch (outcome) {
      case ImportOutcome.Imported imported ->
          split(imported.servers(), settings.virtualServer().backends());
      case ImportOutcome.Refused _ -> new BehindUs(List.of(), List.of());
    };
  }

  /** The same, but for one entry: that of the gateway itself is neither. */
  BehindUs without(List<String> keys) {
    return new BehindUs(besides(keys, behind), besides(keys, others));
  }

  private static List<ImportedServer> besides(List<String> keys, List<ImportedServer> servers) {
    return servers.stream().filter(server -> !server.keys().equals(keys)).toList();
  }

  private static BehindUs split(List<ImportedServer> servers, List<BackendSettings> backends) {
    var parts =
        servers.stream()
            .filter(ImportedServer::isUsed)
            .collect(
                Collectors.partitioningBy(
                    server -> backends.stream().anyMatch(backend -> isSame(server, backend))));
    return new BehindUs(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
  }

  private static boolean isSame(ImportedServer server, BackendSettings ours) {
    var theirs = server.backend().orElse(ours);
    var sameName = theirs.name().equals(ours.name());
    if (theirs instanceof StdioBackendSettings a && ours instanceof StdioBackendSettings b) {
      return a.command().equals(b.command())
          && (a.args().equals(b.args()) || (sameName && a.args().size() == b.args().size()));
    }
    return theirs instanceof HttpBackendSettings a
        && ours instanceof HttpBackendSettings b
        && (a.url().equals(b.url())
            || (sameName && String.valueOf(a.url().getHost()).equals(b.url().getHost())));
  }
}
