package io.ape4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/THIRD-PARTY.md, which travels inside the runnable jar, against what that jar is made of. */
class ThirdPartyTest {
    /** Written by the build, see dependency:list in pom.xml; a line is group:artifact:type:version:scope. */
    private static final Path RESOLVED = Path.of("target/runtime-dependencies.txt");

    private static final Path NOTICES = Path.of("docs/THIRD-PARTY.md");
    private static final Pattern DEPENDENCY = Pattern.compile("^\\s+([\\w.-]+):([\\w.-]+):jar:([\\w.-]+):\\w+");
    private static final Pattern ROW = Pattern.compile("^\\| ([\\w.-]+):([\\w.-]+) \\| ([\\w.-]+) \\| ([^|]+) \\|");

    @Test
    void everyRuntimeDependencyIsListedWithItsVersionAndNoOtherIs() throws IOException {
        final Set<String> resolved = coordinates(DEPENDENCY, RESOLVED);

        final Set<String> listed = coordinates(ROW, NOTICES);

        assertThat(resolved).isNotEmpty();
        assertThat(listed)
                .as("rows of %s; see docs/CONTRIBUTING.md on adding a dependency", NOTICES)
                .isEqualTo(resolved);
    }

    @Test
    void everyLicenceThatIsNamedIsPrintedBelow() throws IOException {
        final List<String> lines = Files.readAllLines(NOTICES);

        final Set<String> named = lines.stream()
                .map(ROW::matcher)
                .filter(Matcher::find)
                .map(row -> row.group(4).strip())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isNotEmpty().allSatisfy(licence -> assertThat(lines).contains("## " + licence));
    }

    private static Set<String> coordinates(final Pattern line, final Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1) + ":" + match.group(2) + ":" + match.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
