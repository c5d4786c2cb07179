package dev.dowser.server.app;

import dev.dowser.config.AggregationSettings;
import dev.dowser.config.BackendLimits;
import dev.dowser.config.BackendSettings;
import dev.dowser.config.CaBundle;
import dev.dowser.config.HttpBackendSettings;
import dev.dowser.config.NamingSettings;
import dev.dowser.config.OperationalSettings;
import dev.dowser.config.OptimizerSettings;
import dev.dowser.config.StdioBackendSettings;
import dev.dowser.indexer.catalog.AutoNaming;
import dev.dowser.indexer.catalog.BackendId;
import dev.dowser.indexer.catalog.NameMemory;
import dev.dowser.indexer.catalog.NamingPolicy;
import dev.dowser.indexer.catalog.PrefixNaming;
import dev.dowser.indexer.catalog.PriorityNaming;
import dev.dowser.indexer.catalog.ToolVisibility;
import dev.dowser.server.backend.Connector;
import dev.dowser.server.backend.link.BackendPlan;
import dev.dowser.server.backend.mcp.HttpClients;
import dev.dowser.server.backend.mcp.HttpConnector;
import dev.dowser.server.backend.mcp.HttpSpec;
import dev.dowser.server.backend.mcp.ProbingConnector;
import dev.dowser.server.backend.mcp.SseConnector;
import dev.dowser.server.backend.mcp.StdioConnector;
import dev.dowser.server.backend.mcp.StdioSpec;
import dev.dowser.server.backend.mcp.UnusableConnector;
import dev.dowser.server.metatools.Detail;
import dev.dowser.server.metatools.FindSettings;
import dev.dowser.server.metatools.result.KeptResults;
import dev.dowser.server.metatools.result.ResultLimit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** From settings to what the parts of the gateway want. */
final class Translation {

  private Translation() {}

  static List<BackendPlan> plans(
      List<BackendSettings> backends, OperationalSettings operational, HttpClients http) {
    return backends.stream()
        .map(backend ->
            new BackendPlan(
                new BackendId(backend.name()),
                connector(backend, http),
                backend.limits().startTimeout(),
                operational.timeout(backend.name())))
        .toList();
  }

  private static Connector connector(BackendSettings backend, HttpClients http) {
    var id = new BackendId(backend.name());
    return switch (backend) {
      case StdioBackendSettings stdio ->
          new StdioConnector(
              id,
              new StdioSpec(
                  stdio.command(),
                  stdio.args(),
                  stdio.env(),
                  new HashSet<>(stdio.inheritEnv()),
                  stdio.cwd(),
                  line(stdio.limits())));
      case HttpBackendSettings remote -> remote(id, remote, http);
    };
  }

  private static Connector remote(BackendId id, HttpBackendSettings remote, HttpClients http) {
    var unusable = http.proxies().fault(remote.url());
    if (unusable.isPresent()) {
      return new UnusableConnector("http", unusable.get());
    }
    var most = Math.toIntExact(remote.limits().maxResultBytes());
    var spec =
        new HttpSpec(remote.url(), remote.headers(), most)
            .with(http.proxies().headers(remote.url()));
    var client = http.trusting(remote.caBundle().map(CaBundle::authorities).orElse(List.of()));
    var streamable = new HttpConnector(id, spec, client);
    var sse = new SseConnector(id, spec, client);
    return switch (remote.transport()) {
      case STREAMABLE_HTTP -> streamable;
      case SSE -> sse;
      case PROBED -> new ProbingConnector(streamable, sse);
    };
  }

  /**
   * A result of a process is one line, so both limits bound it; the reader of settings allows 1 GB.
   */
  static int line(BackendLimits limits) {
    return Math.toIntExact(Math.min(limits.maxLineBytes(), limits.maxResultBytes()));
  }

  /**
   * What decides which server a backend's name stands for: a last known answer of another command,
   * address or environment is not this backend's. A hash, because arguments may hold secrets.
   */
  static Map<BackendId, String> fingerprints(List<BackendSettings> backends) {
    return backends.stream()
        .collect(
            Collectors.toMap(
                backend -> new BackendId(backend.name()), backend -> sha256(identity(backend))));
  }

  private static String identity(BackendSettings backend) {
    return switch (backend) {
      case StdioBackendSettings stdio ->
          List.of(stdio.command(), stdio.args(), stdio.cwd(), new TreeMap<>(stdio.env()))
              .toString();
      case HttpBackendSettings remote ->
          List.of(remote.url(), new TreeMap<>(remote.headers())).toString();
    };
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  static ToolVisibility visibility(AggregationSettings aggregation) {
    var rules = new HashMap<BackendId, ToolVisibility.Rule>();
    for (var tools : aggregation.tools()) {
      rules.put(
          new BackendId(tools.workload()),
          new ToolVisibility.Rule(tools.filter(), tools.excludeAll()));
    }
    return new ToolVisibility(
        rules,
        aggregation.excludeAllTools(),
        aggregation.defaultToolVisibility() == AggregationSettings.Visibility.ALLOW);
  }

  /**
   * The policy of the settings.
   *
   * @param reserved names that no tool gets
   * @param names where {@code auto} keeps what it gave
   */
  static NamingPolicy naming(NamingSettings naming, Set<String> reserved, NameMemory names) {
    return switch (naming.conflictResolution()) {
      case PREFIX -> new PrefixNaming(naming.prefixFormat(), reserved);
      case PRIORITY ->
          new PriorityNaming(
              naming.priorityOrder().stream().map(BackendId::new).toList(),
              naming.prefixFormat(),
              reserved);
      case MANUAL -> new PrefixNaming("", reserved);
      case AUTO -> new AutoNaming(naming.prefixFormat(), names, reserved);
    };
  }

  /** Names of what clients may call besides tools and the two that are always reserved. */
  static Set<String> reserved(OptimizerSettings optimizer) {
    return optimizer.maxResultTokens().isPresent() ? Set.of(ResultLimit.READ_RESULT) : Set.of();
  }

  /**
   * What becomes of long results.
   *
   * @param kept where they are kept
   */
  static ResultLimit limit(OptimizerSettings optimizer, KeptResults kept) {
    var tokens = optimizer.maxResultTokens();
    return tokens.isPresent() ? ResultLimit.of(tokens.getAsInt(), kept) : ResultLimit.NONE;
  }

  static FindSettings find(OptimizerSettings optimizer) {
    return new FindSettings(
        optimizer.maxToolsToReturn(),
        optimizer.maxTokens(),
        detail(optimizer.detail()),
        optimizer.findToolDescription(),
        optimizer.overviewTokens(),
        optimizer.pinnedTools());
  }

  private static Detail detail(OptimizerSettings.Detail detail) {
    return switch (detail) {
      case SIGNATURE -> Detail.SIGNATURE;
      case SCHEMA -> Detail.SCHEMA;
      case NAME -> Detail.NAME;
    };
  }
}
