package io.ape4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/reliability.md has a row for every case, and the tests that it names exist. */
class ReliabilityTest {
    private static final int CASES = 24;
    private static final Markdown DOCUMENT = Markdown.read(Path.of("docs/reliability.md"));
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*(?:Test|IT))\\b(?:#(\\w+))?");

    private static Map<String, String> sources;

    @BeforeAll
    static void readSources() throws IOException {
        sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
    }

    @Test
    void everyCaseHasOneRowInItsPlace() {
        assertThat(cases().map(row -> row.get(0)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, CASES)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void everyRowSaysWhatHappensNamesATestAndGivesFigures() {
        assertThat(cases()).allSatisfy(row -> {
            assertThat(row).hasSize(4).noneMatch(String::isBlank);
            assertThat(row.get(2)).containsPattern(NAMED);
        });
    }

    @Test
    void everyTestThatIsNamedExists() {
        final List<String> unknown = NAMED.matcher(DOCUMENT.text())
                .results()
                .filter(name -> !exists(name))
                .map(MatchResult::group)
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void noOtherWordStandsAmongTheTests() {
        final List<String> others = new ArrayList<>();
        cases().forEach(row -> {
            final String rest = NAMED.matcher(row.get(2)).replaceAll("").replaceAll("[`, ]", "");
            if (!rest.isEmpty()) {
                others.add(row.get(0) + ": " + rest);
            }
        });

        assertThat(others).isEmpty();
    }

    private static Stream<List<String>> cases() {
        return DOCUMENT.rows().stream().filter(row -> row.get(0).matches("\\d+"));
    }

    private static boolean exists(MatchResult name) {
        final String source = sources.getOrDefault(name.group(1), "");
        final boolean isTest =
                source.contains("@Test") || source.contains("@ParameterizedTest") || source.contains("@Property");
        return isTest && (name.group(2) == null || source.contains("void " + name.group(2) + "("));
    }
}
