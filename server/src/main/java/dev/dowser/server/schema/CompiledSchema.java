package dev.dowser.server.schema;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.dowser.server.text.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An input schema ready for checking. Compiled alone, so that {@code $id}s of different backends
 * never meet, and without any loader, so that nothing is fetched. What cannot be checked within
 * bounds counts as fitting: the backend checks for itself. Thread-safe.
 */
public final class CompiledSchema {
  private static final ExecutionConfig EXECUTION =
      ExecutionConfig.builder().locale(Locale.ENGLISH).formatAssertionsEnabled(false).build();

  private final BoundedPatterns patterns = new BoundedPatterns();
  private volatile @Nullable Schema schema;
  private volatile @Nullable String unchecked;

  /** Compiles a schema; what is wrong with it {@link #gaps()} says. */
  public CompiledSchema(JsonNode inputSchema) {
    Bounds.exceeded(inputSchema).ifPresent(reason -> unchecked = "schema: " + reason);
    if (unchecked == null) {
      compile(inputSchema);
    }
  }

  private void compile(JsonNode inputSchema) {
    try {
      schema = registry().getSchema(inputSchema);
    } catch (SchemaException | IllegalArgumentException e) {
      unchecked = "schema does not compile: " + PlainText.cut(PlainText.line(said(e)), 200);
    } catch (StackOverflowError _) {
      unchecked = "schema does not compile: it refers to itself without end";
    }
  }

  private static String said(RuntimeException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  private SchemaRegistry registry() {
    var config =
        SchemaRegistryConfig.builder()
            .regularExpressionFactory(patterns)
            .formatAssertionsEnabled(false)
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ENGLISH)
            .build();
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder -> builder.schemaRegistryConfig(config).schemaLoader(l -> l.block(_ -> true)));
  }

  /**
   * The faults of these arguments. What cannot be checked within bounds counts as fitting, for
   * those behind whom somebody else checks.
   */
  public Faults faults(JsonNode arguments) {
    return checked(arguments).orElse(Faults.NONE);
  }

  /** The faults of these arguments; empty if they cannot be checked within bounds. */
  public Optional<Faults> checked(JsonNode arguments) {
    var checking = schema;
    if (checking == null || Bounds.exceeded(arguments).isPresent()) {
      return Optional.empty();
    }
    var context = new BoundedContext(EXECUTION);
    try {
      checking.validate(context, arguments);
      return Optional.of(new Faults(context.getErrors()));
    } catch (ValidationAborted e) {
      unchecked = said(e);
    } catch (SchemaException e) {
      schema = null;
      unchecked = "schema does not compile: " + PlainText.cut(PlainText.line(said(e)), 200);
    } catch (StackOverflowError _) {
      unchecked = "checking nests too deeply";
    }
    return Optional.empty();
  }

  /** What of this schema is never checked, whatever the arguments. */
  public List<String> gaps() {
    return schema == null ? unchecked() : patterns.skipped();
  }

  /** What of this schema is or was not checked, for operators. */
  public List<String> unchecked() {
    var reason = unchecked;
    return reason == null ? patterns.skipped() : List.of(reason);
  }
}
