package dev.dowser.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls inside this module. */
class ConfigArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.dowser.config");

  @Test
  void allPackagesAreSeen() {
    assertThat(CLASSES.stream().map(c -> c.getPackageName()).distinct())
        .containsExactlyInAnyOrder(
            "dev.dowser.config",
            "dev.dowser.config.document",
            "dev.dowser.config.importing",
            "dev.dowser.config.key",
            "dev.dowser.config.loading");
  }

  @Test
  void packagesAreNullMarked() {
    assertThat(CLASSES.stream().map(c -> c.getPackage()).distinct())
        .allMatch(ConfigArchitectureTest::isNullMarked);
  }

  private static boolean isNullMarked(JavaPackage javaPackage) {
    return javaPackage.isAnnotatedWith(NullMarked.class);
  }

  @Test
  void settingsKnowNothingOfFiles() {
    noClasses()
        .that()
        .resideInAPackage("dev.dowser.config")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.dowser.config.*..", "org.snakeyaml..", "tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void documentsKnowNothingOfKeys() {
    noClasses()
        .that()
        .resideInAPackage("dev.dowser.config.document")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.dowser.config",
            "dev.dowser.config.importing",
            "dev.dowser.config.key",
            "dev.dowser.config.loading")
        .check(CLASSES);
  }

  @Test
  void keysKnowOnlySettings() {
    noClasses()
        .that()
        .resideInAPackage("dev.dowser.config.key")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.dowser.config.document",
            "dev.dowser.config.importing",
            "dev.dowser.config.loading")
        .check(CLASSES);
  }

  @Test
  void loadingKnowsNothingOfImporting() {
    noClasses()
        .that()
        .resideInAPackage("dev.dowser.config.loading")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.dowser.config.importing")
        .check(CLASSES);
  }

  @Test
  void onlyDocumentsSeeTheParsers() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dowser.config.document")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.snakeyaml..", "tools.jackson..")
        .check(CLASSES);
  }

  @Test
  void nothingElseOfTheProjectIsUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.dowser.models..", "dev.dowser.indexer..", "dev.dowser.server..")
        .check(CLASSES);
  }
}
