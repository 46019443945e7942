package io.ape4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures in the tasks' READMEs, counted again from their examples. */
class ReadmeFiguresTest {
    private static final JsonMapper JSON = new JsonMapper();

    static Stream<Arguments> figures() {
        return Stream.of(
                arguments("date-iso", examples("date-iso").size() + " dates"),
                arguments("english-german", examples("english-german").size() + " everyday sentences"),
                arguments("english-german", "into " + references("english-german")),
                arguments(
                        "english-german",
                        count("english-german", ReadmeFiguresTest::hasSeveral) + " examples have two or more"),
                arguments("extract-contact", examples("extract-contact").size() + " messages"),
                arguments("extract-contact", "Company is missing in " + missing("company")),
                arguments("extract-contact", "the address in " + missing("email")),
                arguments("extract-contact", "the phone in " + missing("phone")),
                arguments(
                        "natural-language-inference",
                        examples("natural-language-inference").size() + " pairs"),
                arguments("natural-language-inference", least("natural-language-inference") + " of each label"),
                arguments("number-words", examples("number-words").size() + " numbers"),
                arguments("passive-voice", examples("passive-voice").size() + " sentences"),
                arguments("past-tense", examples("past-tense").size() + " English verbs"),
                arguments("past-tense", "scores " + percent("past-tense", ReadmeFiguresTest::repeats) + " percent"),
                arguments("sentiment", examples("sentiment").size() + " remarks, " + least("sentiment") + " of each"),
                arguments(
                        "sql-intent", examples("sql-intent").size() + " requests to " + inputs("sql-intent", "tables")),
                arguments("sql-intent", least("sql-intent") + " to " + most("sql-intent") + " for each label"),
                arguments("support-routing", examples("support-routing").size() + " messages"),
                arguments("support-routing", least("support-routing") + " for each team"),
                arguments("unit-conversion", examples("unit-conversion").size() + " questions"),
                arguments("word-problems", examples("word-problems").size() + " word problems"),
                arguments("word-problems", count("word-problems", ReadmeFiguresTest::isFraction) + " have a fraction"));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void theReadmeTellsWhatTheExamplesCountTo(String task, String figure) throws IOException {
        final String readme = Files.readString(Path.of("tasks", task, "README.md"));

        assertThat(readme.replaceAll("\\s+", " ")).contains(figure);
    }

    @Test
    void everyTaskIsLookedAt() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("tasks"))) {
            assertThat(figures().map(figure -> figure.get()[0]).distinct())
                    .containsExactlyInAnyOrderElementsOf(
                            tasks.map(task -> task.getFileName().toString()).toList());
        }
    }

    /** Ten-fold. Half is chance for sentiment, a third for inference, a seventh for routing. */
    @ParameterizedTest
    @CsvSource({
        "sentiment,                  remark,     0.40, 0.55",
        "natural-language-inference, hypothesis, 0.28, 0.38",
        "support-routing,            message,    0.30, 0.40",
    })
    void aClassifierOverWordsDoesAsBadlyAsTheReadmeSays(String task, String field, double least, double most) {
        assertThat(WordClassifier.accuracy(examples(task), field)).isBetween(least, most);
    }

    private static List<Example> examples(String task) {
        final Task read = TaskReader.read(Path.of("tasks", task));
        return read.examples();
    }

    private static boolean hasSeveral(Example example) {
        return example.references().size() > 1;
    }

    private static boolean repeats(Example example) {
        return example.references()
                .contains(example.fields().values().iterator().next());
    }

    private static boolean isFraction(Example example) {
        return example.references().get(0).contains(".");
    }

    private static long count(String task, Predicate<Example> counted) {
        return examples(task).stream().filter(counted).count();
    }

    private static long percent(String task, Predicate<Example> counted) {
        return Math.round(100.0 * count(task, counted) / examples(task).size());
    }

    private static long references(String task) {
        return examples(task).stream()
                .mapToLong(example -> example.references().size())
                .sum();
    }

    private static long inputs(String task, String field) {
        return examples(task).stream()
                .map(example -> example.fields().get(field))
                .distinct()
                .count();
    }

    private static long least(String task) {
        return labels(task).stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private static long most(String task) {
        return labels(task).stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private static Collection<Long> labels(String task) {
        final Map<String, Long> counts = new TreeMap<>();
        examples(task).forEach(example -> counts.merge(example.references().get(0), 1L, Long::sum));
        return counts.values();
    }

    private static long missing(String key) {
        return count("extract-contact", example -> contact(example).path(key).isNull());
    }

    private static JsonNode contact(Example example) {
        try {
            return JSON.readTree(example.references().get(0));
        } catch (JsonProcessingException e) {
            throw new AssertionError(
                    "no contact: " + Optional.ofNullable(e.getMessage()).orElse(""), e);
        }
    }
}
