package dev.dowser.models;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls of this module. */
final class ModelsArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.dowser.models");

  @Test
  void rules_seeTheClasses() {
    assertThat(CLASSES).hasSizeGreaterThan(15);
  }

  @Test
  void ports_knowOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.dowser.models.embedding..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage("dev.dowser.models.embedding.."))
                .or(resideInAPackage("org.jspecify..")))
        .check(CLASSES);
  }

  @Test
  void machineLearningLibraries_areSeenByOnnxAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.dowser.models.onnx")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..", "ai.onnxruntime..")
        .check(CLASSES);
  }

  @Test
  void users_seeNoMachineLearningLibrary() {
    var exposed =
        CLASSES.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(method -> method.getAllInvolvedRawTypes().stream())
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith("ai."));

    assertThat(exposed).isEmpty();
  }

  @Test
  void packages_areNullMarked() {
    var packages = CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

    assertThat(packages)
        .extracting(JavaPackage::getName)
        .contains("dev.dowser.models.embedding", "dev.dowser.models.onnx");
    assertThat(packages).allMatch(each -> each.isAnnotatedWith(NullMarked.class));
  }
}
