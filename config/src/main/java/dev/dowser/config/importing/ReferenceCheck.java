package dev.dowser.config.importing;

import dev.dowser.config.loading.ConfigLoader;
import dev.dowser.config.loading.ConfigOutcome;
import dev.dowser.config.loading.Fault;
import java.util.List;
import java.util.Map;

/**
 * Finds what is wrong with a file of the reference system by its own rules, as opposed to what is
 * only not built here. A file that is wrong is not imported: dropping a filter that is misspelt
 * would show more than its author meant.
 */
final class ReferenceCheck {

  private final ImportSource source;
  private final Map<String, String> environment;

  ReferenceCheck(ImportSource source, Map<String, String> environment) {
    this.source = source;
    this.environment = environment;
  }

  List<Fault> mistakes() {
    var text = source.text().replace("${", "$${");
    return switch (ConfigLoader.parse(text, source.file(), environment)) {
      case ConfigOutcome.Loaded _ -> List.of();
      case ConfigOutcome.Refused refused ->
          refused.faults().stream().filter(ReferenceCheck::isMistake).toList();
    };
  }

  /**
   * Its servers may be known to its own system only; then there is no list of them. Its files of
   * certificates may be on another machine; then the loader's reason stands beside the server.
   */
  private static boolean isMistake(Fault fault) {
    return fault.kind() == Fault.Kind.MISTAKE
        && !fault.path().equals("backends")
        && !fault.path().endsWith("].caBundlePath");
  }
}
