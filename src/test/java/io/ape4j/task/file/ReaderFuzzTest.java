package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in the files, reading ends in a task or in an {@link InvalidFileException}. */
class ReaderFuzzTest {
    private static final String FULL = TaskFolder.YAML + """
            description: "x \\u00e4"
            output: {maxTokens: 16, stop: ["\\n"], labels: [billing, shipping]}
            baseline: baseline.txt
            template: {layout: user, demonstrations: turns, prompt: "{{instruction}} {{message}}"}
            splits: {propose: 0.15, select: 0.35, test: 0.5, selectCap: 300, testCap: 200}
            """;
    private static final String CSV = "message,output,output_2,split\n\"a, \"\"b\"\"\",x,y,test\nc,d,,select\n";
    private static final String BASELINE = "---system---\nA {{message}}\n---user---\nB \\{{ c }}\nC:\n";

    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("fuzz");
        for (final String file : List.of("task.yaml", "examples.jsonl", "examples.csv", "baseline.txt")) {
            TaskFolder.in(folder.resolve(file))
                    .with("task.yaml", file.endsWith("csv") ? FULL.replace("jsonl", "csv") : FULL)
                    .with("baseline.txt", BASELINE);
        }
    }

    @AfterContainer
    static void deleteFolder() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Property(tries = 100)
    void randomBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(ends("task.yaml", bytes)).isTrue();
        assertThat(ends("examples.jsonl", bytes)).isTrue();
        assertThat(ends("examples.csv", bytes)).isTrue();
        assertThat(ends("baseline.txt", bytes)).isTrue();
    }

    @Property(tries = 200)
    void mutatedTaskFilesAreReadOrRefused(@ForAll("mutations") List<Mutation> mutations) {
        assertThat(ends("task.yaml", mutated(FULL, mutations))).isTrue();
    }

    @Property(tries = 200)
    void mutatedExamplesAreReadOrRefused(@ForAll("mutations") List<Mutation> mutations) {
        assertThat(ends("examples.jsonl", mutated(TaskFolder.EXAMPLES, mutations)))
                .isTrue();
        assertThat(ends("examples.csv", mutated(CSV, mutations))).isTrue();
    }

    @Property(tries = 100)
    void mutatedBaselinesAreReadOrRefused(@ForAll("mutations") List<Mutation> mutations) {
        assertThat(ends("baseline.txt", mutated(BASELINE, mutations))).isTrue();
    }

    /** The inserted bytes are the characters of the text in Latin-1. */
    record Mutation(double at, int deleted, String inserted) {}

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        final Arbitrary<String> inserted = Arbitraries.of(
                        "",
                        "\0",
                        "{",
                        "[",
                        "}",
                        "]",
                        "\"",
                        "'",
                        ":",
                        "- ",
                        "&a ",
                        "*a",
                        "!!x ",
                        "\n",
                        "\r",
                        "\t",
                        "|",
                        ">",
                        "#",
                        "{{",
                        "}}",
                        "\\",
                        "\\ud800",
                        "\u00e9",
                        "\ud83d\ude00",
                        "9999999999999",
                        "1e999",
                        "~",
                        "? ",
                        "---\n",
                        "%YAML 9\n",
                        "true",
                        "\uFEFF",
                        "..",
                        "---user---\n")
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        final Arbitrary<String> raw =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(3);
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.oneOf(inserted, raw))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static byte[] mutated(String valid, List<Mutation> mutations) {
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
        for (final Mutation mutation : mutations) {
            final int from = (int) (mutation.at() * bytes.length);
            final int to = Math.min(bytes.length, from + mutation.deleted());
            final byte[] inserted = mutation.inserted().getBytes(StandardCharsets.ISO_8859_1);
            final byte[] changed = new byte[bytes.length - (to - from) + inserted.length];
            System.arraycopy(bytes, 0, changed, 0, from);
            System.arraycopy(inserted, 0, changed, from, inserted.length);
            System.arraycopy(bytes, to, changed, from + inserted.length, bytes.length - to);
            bytes = changed;
        }
        return bytes;
    }

    /** Whether reading a task with this file in it ends well; any other exception goes through. */
    private static boolean ends(String file, byte[] bytes) {
        final TaskFolder task = new TaskFolder(folder.resolve(file).resolve("routing")).with(file, bytes);
        try {
            return !task.read().examples().isEmpty();
        } catch (InvalidFileException e) {
            return !e.problems().isEmpty() && e.problems().size() <= Problems.MAX_PROBLEMS;
        }
    }
}
