package dev.dowser.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that cannot run, or sleep, are found here, over the test classes of all modules. */
final class TestHygieneTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .importPaths(
              Stream.of("config", "models", "indexer", "server")
                  .map(module -> Path.of("..", module, "target", "test-classes"))
                  .filter(Files::isDirectory)
                  .toList());

  @Test
  void theTestSeesTheTests() {
    assertThat(TESTS.size()).isGreaterThan(50);
  }

  @Test
  void everyVoidMethodOfATestClassIsRun() {
    var forgotten =
        TESTS.stream()
            .filter(found -> found.getSimpleName().endsWith("Test"))
            .flatMap(found -> found.getMethods().stream())
            .filter(TestHygieneTest::looksLikeATest)
            .filter(method -> !isPromised(method))
            .filter(method -> !isRunByJunit(method))
            .map(JavaMethod::getFullName)
            .sorted()
            .toList();

    assertThat(forgotten).isEmpty();
  }

  private static boolean looksLikeATest(JavaMethod method) {
    return method.getRawReturnType().getName().equals("void")
        && !method.getModifiers().contains(JavaModifier.PRIVATE)
        && !method.getModifiers().contains(JavaModifier.STATIC)
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  /** Whether it is there because a supertype says so; a test of a supertype must be run as such. */
  private static boolean isPromised(JavaMethod method) {
    return method.getOwner().getAllRawInterfaces().stream()
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(promised ->
            promised.getName().equals(method.getName())
                && promised.getRawParameterTypes().equals(method.getRawParameterTypes()));
  }

  private static boolean isRunByJunit(JavaMethod method) {
    return method.getAnnotations().stream()
        .map(annotation -> annotation.getRawType().getPackageName())
        .anyMatch(name -> name.startsWith("org.junit.jupiter") || name.equals("java.lang"));
  }

  @Test
  void noTestSleeps() {
    var sleepers =
        TESTS.stream()
            .flatMap(found -> found.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().getName().equals("java.lang.Thread"))
            .filter(call -> call.getTarget().getName().equals("sleep"))
            .map(call -> call.getOrigin().getFullName())
            .distinct()
            .sorted()
            .toList();

    assertThat(sleepers).isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    var disabled =
        TESTS.stream()
            .flatMap(found -> Stream.concat(Stream.of(found), found.getMethods().stream()))
            .filter(found ->
                found.getAnnotations().stream()
                    .anyMatch(annotation ->
                        annotation.getRawType().getSimpleName().startsWith("Disabled")))
            .map(found -> found.toString())
            .toList();

    assertThat(disabled).isEmpty();
  }
}
