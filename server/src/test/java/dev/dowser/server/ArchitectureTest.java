package dev.dowser.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls of docs/architecture.md, over the main classes of all modules. */
final class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.dowser");

  /** What each package of ours may use besides itself; sub-packages are named where they differ. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("config", Set.of()),
          Map.entry("models.embedding", Set.of()),
          Map.entry("models.onnx", Set.of("models.embedding")),
          Map.entry("models.remote", Set.of("models.embedding")),
          Map.entry("indexer.catalog", Set.of()),
          Map.entry("indexer.snapshot", Set.of("indexer.catalog")),
          Map.entry("indexer.evaluation.sets", Set.of("indexer.catalog", "indexer.snapshot")),
          Map.entry(
              "indexer.evaluation.report", Set.of("indexer.catalog", "indexer.evaluation.sets")),
          Map.entry("indexer.override", Set.of("indexer.catalog", "indexer.snapshot")),
          Map.entry("server.fault", Set.of()),
          Map.entry("server.rpc", Set.of("server.fault")),
          Map.entry(
              "server.backend",
              Set.of("indexer.catalog", "indexer.snapshot", "server.fault", "server.rpc")),
          Map.entry(
              "server.gateway",
              Set.of(
                  "indexer.catalog",
                  "indexer.snapshot",
                  "indexer.index",
                  "indexer.search",
                  "models.embedding",
                  "server.adaptation",
                  "server.backend",
                  "server.fault",
                  "server.rpc",
                  "server.text")),
          Map.entry("server.text", Set.of("server.rpc")),
          Map.entry("server.schema", Set.of("indexer.catalog", "server.rpc", "server.text")),
          Map.entry("server.adaptation", Set.of("indexer.catalog", "server.rpc", "server.schema")),
          Map.entry(
              "server.metatools",
              Set.of(
                  "indexer.catalog",
                  "indexer.search",
                  "server.backend",
                  "server.fault",
                  "server.gateway",
                  "server.metatools.result",
                  "server.metatools.signature",
                  "server.rpc",
                  "server.schema",
                  "server.telemetry",
                  "server.text")),
          Map.entry(
              "server.metatools.result", Set.of("server.backend", "server.rpc", "server.text")),
          Map.entry("server.metatools.signature", Set.of("server.text")),
          Map.entry(
              "server.telemetry",
              Set.of(
                  "indexer.catalog",
                  "indexer.index",
                  "indexer.search",
                  "server.backend",
                  "server.gateway")),
          Map.entry(
              "server.bench",
              Set.of(
                  "indexer.catalog",
                  "indexer.evaluation",
                  "indexer.evaluation.report",
                  "indexer.evaluation.sets",
                  "indexer.index",
                  "indexer.search",
                  "models.embedding",
                  "server.backend",
                  "server.gateway",
                  "server.metatools",
                  "server.schema",
                  "server.metatools.signature",
                  "server.text",
                  "server.rpc")),
          Map.entry("server.app.shell", Set.of("config")),
          Map.entry(
              "server.app.doctor",
              Set.of("config", "server.app.shell", "server.rpc", "server.text")),
          Map.entry("server.app.call", Set.of("server.app.shell", "server.rpc", "server.text")),
          Map.entry(
              "server.app.client",
              Set.of(
                  "config",
                  "config.document",
                  "config.importing",
                  "config.loading",
                  "server.app.shell",
                  "server.rpc")),
          Map.entry("server.session", Set.of("server.fault", "server.rpc")));

  @Test
  void theTestSeesTheProject() {
    assertThat(MAIN.size()).isGreaterThan(150);
  }

  @Test
  void everyPackageIsNullMarked() {
    var unmarked =
        MAIN.stream()
            .map(JavaClass::getPackage)
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(found -> found.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unmarked).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.dowser.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void packagesUseOnlyWhatTheyMay() {
    MAY_USE.forEach((name, allowed) -> {
      var own = "dev.dowser." + name;
      noClasses()
          .that()
          .resideInAPackage(own)
          .should()
          .dependOnClassesThat(
              describe(
                  "are ours and outside of " + allowed,
                  used -> isForeign(used.getPackageName(), name, allowed)))
          .check(MAIN);
    });
  }

  private static boolean isForeign(String used, String own, Set<String> allowed) {
    if (!used.startsWith("dev.dowser.")) {
      return false;
    }
    var name = used.substring("dev.dowser.".length());
    return !name.equals(own) && !allowed.contains(name);
  }

  @Test
  void theDomainIsPureJava() {
    classes()
        .that()
        .resideInAnyPackage("dev.dowser.indexer.catalog", "dev.dowser.models.embedding")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", "dev.dowser.indexer.catalog")
                .or(resideInAPackage("dev.dowser.models.embedding")))
        .check(MAIN);
  }

  @Test
  void librariesStayBehindTheirWalls() {
    var walls =
        List.of(
            wall(
                "org.apache.lucene..", "dev.dowser.indexer.index..", "dev.dowser.indexer.search.."),
            wall("ai.djl..", "dev.dowser.models.onnx.."),
            wall("ai.onnxruntime..", "dev.dowser.models.onnx.."),
            wall("io.micronaut..", "dev.dowser.server.http..", "dev.dowser.server.app.."),
            wall("reactor..", "dev.dowser.server.http..", "dev.dowser.server.backend.mcp.."),
            wall("picocli..", "dev.dowser.server.app.."),
            wall("io.micrometer..", "dev.dowser.server.telemetry.."),
            wall("com.networknt..", "dev.dowser.server.schema.."),
            wall("com.knuddels..", "dev.dowser.server.text.."));

    walls.forEach(wall -> wall.check(MAIN));
  }

  private static ArchRule wall(String library, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true);
  }

  @Test
  void exceptionsAreCoded() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(MAIN);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dowser.server.app..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(MAIN);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Data|Info|Wrapper|Base|Processor|Service)")
        .check(MAIN);
  }
}
