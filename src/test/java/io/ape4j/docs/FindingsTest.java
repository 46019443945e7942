package io.ape4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of what lint looks for is whole. */
class FindingsTest {
    private static final Pattern FINDING = Pattern.compile("Finding\\.(error|warning|info)\\(\\s*\"([a-z-]+)\"");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*");

    @Test
    void everyFindingHasItsRowWithItsKinds() throws IOException {
        final List<List<String>> rows =
                Markdown.read(Path.of("docs/task-format.md")).rows();
        final Set<String> codes = new TreeSet<>();

        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/ape4j/score/lint"))) {
            for (final Path source : sources.toList()) {
                FINDING.matcher(Files.readString(source)).results().forEach(match -> {
                    codes.add(match.group(2));
                    assertThat(rows).anySatisfy(row -> {
                        assertThat(names(row.get(0))).contains(match.group(2));
                        assertThat(row.get(1)).contains(match.group(1));
                    });
                });
            }
        }

        final Set<String> listed = rows.stream()
                .filter(row -> row.size() == 3 && row.get(1).matches("(error|warning|info)(, info)?"))
                .flatMap(row -> names(row.get(0)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(codes);
    }

    private static List<String> names(String cell) {
        return NAME.matcher(cell).results().map(match -> match.group()).toList();
    }
}
