package dev.dowser.server.adaptation;

import dev.dowser.indexer.catalog.Adaptation;
import dev.dowser.indexer.catalog.Adaptation.Constraint;
import dev.dowser.server.rpc.Json;
import dev.dowser.server.schema.CompiledSchema;
import dev.dowser.server.schema.Faults;
import dev.dowser.server.schema.Faults.Fault;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One constraint, compiled. It protects, so what cannot be checked is refused. Thread-safe. */
final class ConstraintCheck {
  private static final int MOST = 12;

  /** Keywords whose messages hold names of parameters and no values. */
  private static final Set<String> ABOUT_NAMES =
      Set.of("required", "dependentRequired", "additionalProperties", "unevaluatedProperties");

  private final Constraint constraint;
  private final JsonNode tree;
  private final CompiledSchema schema;

  ConstraintCheck(Constraint constraint) {
    this.constraint = constraint;
    this.tree = Json.parse(constraint.schema());
    this.schema = new CompiledSchema(tree);
  }

  /** Why it never checks all that it says, if so. */
  Optional<String> unusable() {
    schema.faults(Json.object());
    return schema.gaps().stream().findFirst().or(this::danglingReference);
  }

  /** The validator looks a reference up only when a value comes by it. */
  private Optional<String> danglingReference() {
    return tree.findValues("$ref").stream()
        .map(reference -> reference.asString(""))
        .filter(reference -> !isResolved(reference))
        .findFirst()
        .map("$ref points at nothing in the schema: %s"::formatted);
  }

  private boolean isResolved(String reference) {
    var pointer = reference.startsWith("#") ? reference.substring(1) : "?";
    return pointer.isEmpty() || (pointer.startsWith("/") && !tree.at(pointer).isMissingNode());
  }

  /** What breaks it, if anything does. */
  Optional<String> fault(ObjectNode arguments, Adaptation adaptation) {
    var faults = schema.checked(arguments);
    if (faults.isEmpty() || !schema.gaps().isEmpty()) {
      return Optional.of(text("these arguments cannot be checked against the tool's constraints"));
    }
    return faults.filter(found -> !found.isEmpty()).map(found -> text(lines(found, adaptation)));
  }

  private String text(String otherwise) {
    return constraint.message().orElse(otherwise);
  }

  private static String lines(Faults faults, Adaptation adaptation) {
    return faults.each().stream()
        .map(fault -> line(fault, adaptation))
        .distinct()
        .limit(MOST)
        .collect(Collectors.joining("\n", "The arguments break the tool's constraints:\n", ""));
  }

  private static String line(Fault fault, Adaptation adaptation) {
    var path = fault.path();
    return "- "
        + (path.isEmpty() ? "/" : path)
        + ": "
        + (quotesOurs(fault, adaptation) ? "not allowed" : fault.message());
  }

  /**
   * Whether a message may quote, from the value or the schema, what is not the client's because the
   * gateway sets it.
   */
  private static boolean quotesOurs(Fault fault, Adaptation adaptation) {
    var ours = new HashSet<>(adaptation.hidden());
    ours.addAll(adaptation.values().keySet());
    return fault.path().isEmpty()
        ? !ours.isEmpty() && !ABOUT_NAMES.contains(fault.keyword())
        : ours.contains(JsonPointer.compile(fault.path()).getMatchingProperty());
  }
}
