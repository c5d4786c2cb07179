package dev.dowser.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key that is accepted has an effect. For each key of the schema key-proofs.txt names a test that
 * fails without it; and every setting that a key fills is used outside of the configuration.
 */
final class KeyProofsTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.dowser");

  private static final String ONLY_FOR_MESSAGES = "CaBundle.file";
  private static final Set<String> OF_CLIENTS = Set.of("mcpServers", "servers");
  private static final Set<String> OF_RECORDS = Set.of("equals", "hashCode", "toString");

  /** By key. */
  private static Map<String, String> proofs() throws IOException {
    var proofs = new LinkedHashMap<String, String>();
    try (var in = KeyProofsTest.class.getResourceAsStream("key-proofs.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.strip().split("\\s+", 2))
          .forEach(parts -> proofs.put(parts[0], parts[1]));
    }
    return proofs;
  }

  /** Every key of our own form that is not only mentioned and has no keys of its own. */
  private static List<String> keys() throws IOException {
    var schema =
        new JsonMapper().readTree(Files.readString(Path.of("../config/dowser.schema.json")));
    var keys = new ArrayList<String>();
    collect("", schema, keys, new HashSet<>());
    return keys;
  }

  private static void collect(
      String path, JsonNode schema, List<String> keys, Set<Map.Entry<String, JsonNode>> told) {
    for (var entry : schema.path("properties").properties()) {
      var here = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      told.add(entry);
      if (!entry.getValue().has("deprecated") && !OF_CLIENTS.contains(here)) {
        leafOrBelow(here, entry.getValue(), keys, told);
      }
    }
  }

  /** What several keys have in common is told of the first. */
  private static void leafOrBelow(
      String path, JsonNode schema, List<String> keys, Set<Map.Entry<String, JsonNode>> told) {
    var nested =
        Stream.of(
                schema,
                schema.path("items"),
                schema.path("additionalProperties"),
                schema.path("additionalProperties").path("anyOf").path(0))
            .filter(node -> node.has("properties"))
            .findFirst();
    if (nested.isEmpty() || isTold(schema, told)) {
      keys.add(path);
    } else {
      collect(path, nested.get(), keys, told);
    }
  }

  private static boolean isTold(JsonNode schema, Set<Map.Entry<String, JsonNode>> told) {
    return schema.has("properties") && told.containsAll(schema.path("properties").properties());
  }

  @Test
  void everyKeyHasAProof() throws IOException {
    assertThat(proofs().keySet()).containsExactlyInAnyOrderElementsOf(keys());
  }

  @Test
  void everyProofIsATest() throws IOException {
    assertThat(proofs().values().stream().distinct().filter(proof -> !isTest(proof))).isEmpty();
  }

  /** Of our own tests; {@code -} stands beside keys that take one value only. */
  private static boolean isTest(String proof) {
    if (proof.equals("-")) {
      return true;
    }
    var parts = proof.split("#", 2);
    try {
      return Arrays.stream(
              Class.forName(
                      "dev.dowser.server." + parts[0], false, KeyProofsTest.class.getClassLoader())
                  .getDeclaredMethods())
          .filter(method -> method.getName().equals(parts[1]))
          .flatMap(method -> Arrays.stream(method.getAnnotations()))
          .anyMatch(mark -> mark.annotationType().getSimpleName().endsWith("Test"));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Test
  void everySettingIsUsed() {
    var unused =
        MAIN.stream()
            .filter(it -> it.getPackageName().equals("dev.dowser.config"))
            .filter(it -> it.isRecord())
            .flatMap(KeyProofsTest::components)
            .filter(component -> !isUsed(component))
            .map(component -> component.getOwner().getSimpleName() + "." + component.getName());

    assertThat(unused).containsExactly(ONLY_FOR_MESSAGES);
  }

  private static Stream<JavaMethod> components(JavaClass settings) {
    return settings.getFields().stream()
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .map(field -> settings.getMethod(field.getName()));
  }

  /** Outside, or by a method of its own record that is. */
  private static boolean isUsed(JavaMethod method) {
    return isUsedOutside(method)
        || ofInterfaces(method).anyMatch(KeyProofsTest::isUsedOutside)
        || method.getOwner().getMethods().stream()
            .filter(other -> !OF_RECORDS.contains(other.getName()) && !other.equals(method))
            .filter(other -> uses(other, method))
            .anyMatch(KeyProofsTest::isUsedOutside);
  }

  private static Stream<JavaMethod> ofInterfaces(JavaMethod method) {
    return method.getOwner().getAllRawInterfaces().stream()
        .flatMap(it -> it.getMethods().stream())
        .filter(other -> other.getName().equals(method.getName()));
  }

  private static boolean uses(JavaMethod method, JavaMethod component) {
    return !method.getName().startsWith("with")
        && method.getAccessesFromSelf().stream()
            .anyMatch(access -> access.getTarget().getName().equals(component.getName()));
  }

  private static boolean isUsedOutside(JavaMethod method) {
    return Stream.concat(method.getCallsOfSelf().stream(), method.getReferencesToSelf().stream())
        .anyMatch(
            access -> !access.getOriginOwner().getPackageName().startsWith("dev.dowser.config"));
  }
}
