package io.ape4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/THIRD-PARTY.md, which travels inside the runnable jar, against what that jar is made of. */
class ThirdPartyTest {
    private static final Path NOTICES = Path.of("docs/THIRD-PARTY.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| ([\\w.-]+:[\\w.-]+) \\| ([\\w.-]+) \\| ([^|]+) \\|[^|]*\\|$");
    private static final Pattern NATIVE =
            Pattern.compile("^\\| ([\\w.-]+:[\\w.-]+) \\|[^|]+\\|[^|]+\\|[^|]+\\|[^|]*\\|$");
    private static final Pattern NATIVE_FILE = Pattern.compile("\\.(so|dll|dylib|jnilib)$");

    @Test
    void everyRuntimeDependencyIsListedWithItsVersionAndNoOtherIs() throws IOException {
        final Map<String, String> resolved = RuntimeDependencies.versions();

        final Map<String, String> listed = rows().collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(listed)
                .as("rows of %s; see docs/CONTRIBUTING.md on adding a dependency", NOTICES)
                .isEqualTo(resolved);
    }

    @Test
    void everyLicenceThatIsNamedIsPrintedBelow() throws IOException {
        final List<String> lines = Files.readAllLines(NOTICES);

        final Set<String> named =
                rows().map(row -> row.group(3).strip()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty().allSatisfy(licence -> assertThat(lines).contains("## " + licence));
    }

    @Test
    void everyJarWithNativeCodeIsListedWithWhatThatIs() throws IOException {
        final Set<String> listed = Files.readAllLines(NOTICES).stream()
                .map(NATIVE::matcher)
                .filter(Matcher::find)
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        final Set<String> found = new TreeSet<>();
        for (final Map.Entry<String, String> dependency :
                RuntimeDependencies.versions().entrySet()) {
            if (holdsNativeCode(dependency.getKey(), dependency.getValue())) {
                found.add(dependency.getKey());
            }
        }

        assertThat(listed).as("rows of native parts in %s", NOTICES).isEqualTo(found);
    }

    @Test
    void nativePartsWithAVersionAreTheOnesThatAdvisoriesWereLookedUpFor() throws IOException {
        final String notices = Files.readString(NOTICES);

        assertThat(Advisories.read().nativeParts())
                .allSatisfy((name, part) -> assertThat(notices)
                        .contains("| " + part.inside() + " | " + name + " | " + part.version() + " |"));
    }

    private static Stream<MatchResult> rows() throws IOException {
        return Files.readAllLines(NOTICES).stream()
                .map(ROW::matcher)
                .filter(Matcher::find)
                .map(Matcher::toMatchResult);
    }

    private static boolean holdsNativeCode(String artifact, String version) throws IOException {
        final String name = artifact.substring(artifact.indexOf(':') + 1) + "-" + version + ".jar";
        for (final String entry :
                System.getProperty("java.class.path", "").split(Pattern.quote(File.pathSeparator), -1)) {
            if (entry.endsWith(File.separator + name)) {
                try (JarFile jar = new JarFile(entry)) {
                    return jar.stream()
                            .anyMatch(
                                    file -> NATIVE_FILE.matcher(file.getName()).find());
                }
            }
        }
        throw new IllegalStateException(name + " is not on the class path");
    }
}
