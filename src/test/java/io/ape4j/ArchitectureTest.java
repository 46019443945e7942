package io.ape4j;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of packages and who may use what, as docs/CONTRIBUTING.md lists them. */
class ArchitectureTest {
    /** From top to bottom. A package with its sub-packages may use those after it, never one before it. */
    private static final List<String> LAYERS = List.of(
            "cli", "junit", "report", "export", "study", "run", "search", "select", "propose", "score", "model",
            "stats", "task", "prompt");

    /** What a run's results depend on: the same task, config, seed and answers must give the same run. */
    private static final String[] PURE =
            packages(List.of("search", "select", "propose", "score", "stats", "task", "prompt"));

    private static final Set<String> SOURCES_OF_CHANCE = Set.of(
            "java.lang.Math.random",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.security.SecureRandom.<init>",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault");

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPath(Path.of("target/classes"));
    }

    static List<String> layersButTheTop() {
        return LAYERS.subList(1, LAYERS.size());
    }

    @ParameterizedTest
    @MethodSource("layersButTheTop")
    void aPackageUsesOnlyThoseBelowIt(final String layer) {
        final String[] above = packages(LAYERS.subList(0, LAYERS.indexOf(layer)));

        check(noClasses()
                .that()
                .resideInAPackage(under(layer))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above));
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        final String[] known = packages(LAYERS);

        check(classes().should().resideInAnyPackage(known).orShould().resideInAPackage("io.ape4j"));
    }

    @Test
    void theDoorIsAboveTheRunAndTheSearch() {
        final String[] below = packages(LAYERS.subList(LAYERS.indexOf("run"), LAYERS.size()));

        check(noClasses()
                .that()
                .resideInAnyPackage(below)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ape4j"));
        check(noClasses()
                .that()
                .resideInAPackage("io.ape4j")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(under("cli")));
    }

    @Test
    void packagesAndSubPackagesFormNoCycles() {
        // The generated templates name what they show, and are called by it: one package, of which a part is generated.
        check(slices().matching("io.ape4j.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAPackage("io.ape4j.report.page.templates"), alwaysTrue()));
    }

    @ParameterizedTest
    @CsvSource({
        "io.jenetics.., select",
        "com.github.benmanes.caffeine.., model.cache",
        "java.sql.., model.store",
        "org.sqlite.., model.store",
        "com.sun.jna.., model",
        "de.kherud.., model",
        "picocli.., cli",
        "org.junit.., junit",
        "gg.jte.., report",
        "com.sun.net.httpserver.., report.live",
        "org.jline.., cli",
        "com.github.javaparser.., export.place",
    })
    void aLibraryIsUsedInOnePlace(final String library, final String place) {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(under(place))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    @Test
    void onlyHostedModelsAndTheDoorKnowLangChain4j() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(under("model.hosted"))
                .and()
                .doNotHaveFullyQualifiedName("io.ape4j.Ape")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.langchain4j.."));
    }

    @Test
    void onlyTheCommandLinePrints() {
        check(noClasses().that().resideOutsideOfPackage(under("cli")).should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void whatDecidesAResultTakesClocksAndRandomnessFromOutside() {
        check(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random"));
        check(noClasses().that().resideInAnyPackage(PURE).should().accessTargetWhere(chanceOrClock()));
    }

    /** RELIABILITY 3: a clock that jumps back can only make an answer be asked twice or a wait end at its bound. */
    @Test
    void onlyLeasesOfTheCacheAndRetryAfterDatesDependOnTheTimeOfDay() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.ape4j.model.store.sqlite.SqliteCallStore")
                .and()
                .doNotHaveFullyQualifiedName("io.ape4j.model.hosted.HostedModels")
                .should()
                .accessTargetWhere(timeOfDay()));
    }

    private static DescribedPredicate<JavaAccess<?>> timeOfDay() {
        return describe("is the time of day", access -> {
            final String owner = access.getTargetOwner().getFullName();
            final String name = access.getTarget().getName();
            return (owner.startsWith("java.time.") && (name.startsWith("system") || name.equals("now")))
                    || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                    || (owner.equals("java.util.Date") && name.equals("<init>"));
        });
    }

    private static DescribedPredicate<JavaAccess<?>> chanceOrClock() {
        return describe("is a clock or a source of chance that can't be handed in", access -> {
            final String owner = access.getTargetOwner().getFullName();
            final String name = access.getTarget().getName();
            final boolean ownClock = owner.startsWith("java.time.")
                    && (name.startsWith("system") || name.equals("now"))
                    && access.getTarget() instanceof CodeUnitAccessTarget method
                    && method.getRawParameterTypes().isEmpty();
            return ownClock || SOURCES_OF_CHANCE.contains(owner + "." + name);
        });
    }

    private static void check(final ArchRule rule) {
        // A layer may still be empty.
        rule.allowEmptyShould(true).check(classes);
    }

    private static String[] packages(final List<String> layers) {
        return layers.stream().map(ArchitectureTest::under).toArray(String[]::new);
    }

    private static String under(final String layer) {
        return "io.ape4j." + layer + "..";
    }
}
