package dev.dowser.server.adaptation;

import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.Adaptation.Constraint;
import dev.dowser.indexer.catalog.ExposedTool;
import dev.dowser.server.adaptation.Adapted.Ready;
import dev.dowser.server.adaptation.Adapted.Refused;
import dev.dowser.server.rpc.Json;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the arguments of clients into those of backends, as the called tool's {@link Adaptation}
 * says. Thread-safe.
 */
public final class Adaptations {
  private final ConcurrentMap<Constraint, ConstraintCheck> checks = new ConcurrentHashMap<>();

  /** The arguments as the tool's backend gets them; those given are not written to. */
  public Adapted adapt(ExposedTool tool, ObjectNode arguments) {
    var adaptation = tool.tool().adaptation();
    if (adaptation.equals(Adaptation.NONE)) {
      return new Ready(arguments);
    }
    var hidden = adaptation.hidden().stream().sorted().filter(arguments::has).toList();
    if (!hidden.isEmpty()) {
      return new Refused(
          "%s sets %s itself; call it without.".formatted(tool.name(), String.join(", ", hidden)));
    }
    var complete = arguments.deepCopy();
    adaptation
        .defaults()
        .forEach((parameter, value) -> {
          if (!complete.has(parameter)) {
            complete.set(parameter, Json.parse(value));
          }
        });
    var fault = FriendlyValues.replace(complete, adaptation.values());
    return fault.<Adapted>map(Refused::new).orElseGet(() -> checked(adaptation, complete));
  }

  private Adapted checked(Adaptation adaptation, ObjectNode arguments) {
    return adaptation
        .constraint()
        .flatMap(constraint -> fault(constraint, adaptation, arguments))
        .<Adapted>map(Refused::new)
        .orElseGet(() -> new Ready(arguments));
  }

  private Optional<String> fault(
      Constraint constraint, Adaptation adaptation, ObjectNode arguments) {
    return checks.computeIfAbsent(constraint, ConstraintCheck::new).fault(arguments, adaptation);
  }

  /** Why a constraint could not be relied on, if so; to be asked before a start. */
  public static Optional<String> unusable(Constraint constraint) {
    return new ConstraintCheck(constraint).unusable();
  }
}
