package io.ape4j;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.ape4j.build.Constants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Case 20: nothing is deserialised into arbitrary types; nothing that a model wrote is run, evaluated or used as a
 * regular expression. That none is used as a path is shown by {@link io.ape4j.cli.HostileTextTest}.
 */
class NoCodeFromDataTest {
    /** What starts programs, each for one reason that a user asked for. */
    private static final Set<String> STARTERS = Set.of(
            "io.ape4j.cli.command.view.Browser",
            "io.ape4j.score.command.LineProcess",
            "io.ape4j.model.catalog.PipPackages",
            "io.ape4j.model.embedded.ModelTrial");

    /** Names that classes are looked up by, which are all written in the source. */
    private static final Set<String> REFLECTIVE = Set.of("io.ape4j.cli.terminal.Interruption");

    private static final Map<String, Set<String>> CODE_LOADERS = Map.of(
            "java.lang.Runtime", Set.of("exec", "load", "loadLibrary"),
            "java.lang.System", Set.of("load", "loadLibrary"),
            "java.lang.ClassLoader", Set.of("loadClass", "defineClass"),
            "java.lang.invoke.MethodHandles$Lookup", Set.of("defineClass", "defineHiddenClass", "findClass"),
            "org.yaml.snakeyaml.Yaml", Set.of("load", "loadAs", "loadAll", "loadAllAs"));

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPath(Path.of("target/classes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.io.ObjectInputStream",
                "java.beans..",
                "java.rmi..",
                "javax.naming..",
                "javax.script..",
                "javax.tools..",
                "java.net.URLClassLoader",
                "org.yaml.snakeyaml.constructor..",
                "com.fasterxml.jackson.annotation.JsonTypeInfo",
                "com.fasterxml.jackson.annotation.JsonTypeName",
                "com.fasterxml.jackson.databind.jsontype..",
                "org.graalvm..",
            })
    void nothingMakesObjectsOfATypeThatDataNames(String dangerous) {
        check(
                dangerous.endsWith("..")
                        ? noClasses().should().dependOnClassesThat().resideInAPackage(dangerous)
                        : noClasses().should().dependOnClassesThat().haveFullyQualifiedName(dangerous));
    }

    @Test
    void jacksonIsNeverToldToReadTypesFromJson() {
        check(noClasses()
                .should()
                .accessTargetWhere(describe(
                        "switches on default typing",
                        access -> access.getTargetOwner().getFullName().startsWith("com.fasterxml.jackson.")
                                && access.getName()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains("defaulttyping"))));
    }

    @Test
    void programsAreStartedInFourPlacesAlone() {
        check(noClasses()
                .that(describe("start no programs", type -> !STARTERS.contains(outermost(type.getFullName()))))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder"));
    }

    @Test
    void noClassOrLibraryIsLoadedByANameThatIsNotInTheSource() {
        check(noClasses().should().accessTargetWhere(loadsCode()));
        check(noClasses()
                .that(describe("use no reflection", type -> !REFLECTIVE.contains(outermost(type.getFullName()))))
                .should()
                .callMethod(Class.class, "forName", String.class));
    }

    @Test
    void patternsAndTheirReplacementsAreWrittenInTheSource() throws IOException {
        final List<String> found = Constants.changingPatterns(
                Path.of("src/main/java"),
                Set.of(
                        // no patterns, but methods of our own types
                        "CatalogModel.java: NAME.matches(name)",
                        "TaskBuilder.java: hash.split(splits)",
                        // from catalog.json, which comes with the program
                        "CatalogModel.java: Pattern.compile(members)",
                        "PackageParts.java: Pattern.compile(model.members())",
                        "PackageParts.java: wanted.matches(entry.getName())",
                        // from known-tasks.json, which comes with the program
                        "KnownTasks.java: Pattern.compile(node.textValue())",
                        // RE2, whose patterns users may give: linear time, nothing to run
                        "RegexMatch.java: Pattern.compile(pattern)",
                        "RegexMatch.java: pattern.matches(answer)"));

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "said.matches(pattern)|true",
                "said.matches(\"[a-z]\")|false",
                "said.replaceAll(\"a\", said)|true",
                "said.replaceAll(\"a\", Matcher.quoteReplacement(said))|false",
                "said.split(said, -1)|true",
                "said.split(\",\", -1)|false",
                "Pattern.compile(said)|true",
                "Pattern.compile(\"a\" + Pattern.quote(said) + B)|false",
                "matcher.replaceAll(said)|true",
                "SPACES.split(said)|false",
            })
    void theSearchForPatternsSeesThem(String call, boolean isFound) throws IOException {
        final String source = "class A { Object a(String said, String pattern, java.util.regex.Matcher matcher) {"
                + " return " + call + "; } }";

        assertThat(Constants.changingPatterns("A.java", source)).hasSize(isFound ? 1 : 0);
    }

    private static DescribedPredicate<JavaAccess<?>> loadsCode() {
        return describe(
                "loads code",
                access -> CODE_LOADERS
                        .getOrDefault(access.getTargetOwner().getFullName(), Set.of())
                        .contains(access.getName()));
    }

    private static String outermost(String type) {
        final int inner = type.indexOf('$');
        return inner < 0 ? type : type.substring(0, inner);
    }

    private static void check(ArchRule rule) {
        rule.check(classes);
    }
}
