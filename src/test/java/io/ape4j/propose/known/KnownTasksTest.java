package io.ape4j.propose.known;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.TaskBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownTasksTest {
    private static final int FEW = 4;
    private static final int BANK = 82;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kiln>kilns; lorry>lorries; shelf>shelves; torch>torches | Write the plural of the word.",
                "walk>walking; sing>singing; bake>baking; run>running | Write the -ing form of the verb.",
                "moon>spoon; late>gate; bright>kite; sand>hand | Write a word that rhymes with the word.",
                "open>shut; rich>poor; thick>thin; rough>smooth | Write a word with the opposite meaning.",
                "12>twelve; 907>nine hundred seven; 30>thirty; 5>five | Write the number in words.",
                "VII>7; XL>40; CM>900; III>3 | Convert the Roman numeral into a number in digits.",
                "otter, heron, stork>heron; bus, tram>tram; fig, plum>fig | Write the largest of the things in the list.",
                "oar, sail, rudder>parts of a boat; elm, ash>trees | Write what the things in the list have in common.",
                "The ferry was late.>Was the ferry late?; It is cold here.>Is it cold here? | Turn the statement into a question.",
                "Ann painted the gate.>The gate was painted by Ann.; Bees make honey here.>Honey is made here by bees.;"
                        + " The cook salted the soup.>The soup was salted by the cook."
                        + " | Rewrite the sentence in the passive voice.",
                "The ferry leaves now.>The ferry doesn't leave now.; He has a key.>He does not have a key."
                        + " | Write the negation of the sentence.",
                "gimme that rope mate>Please pass me that rope.; that film was dead good>That film was very good indeed."
                        + " | Rewrite the sentence in a formal style.",
                "What is the tallest tree?>a redwood; Who wrote it?>nobody knows | Answer the question.",
            })
    void whatIsMeantIsAmongTheFirstFew(String pairs, String instruction) {
        assertThat(KnownTasks.of(examples(pairs), List.of()).stream().limit(FEW))
                .contains(instruction);
    }

    static List<String> samples() throws IOException {
        try (InputStream in = KnownTasksTest.class.getResourceAsStream("samples.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void pairsOfItsKindBringAnEntryAmongThoseThatStart(String sample) {
        final String[] parts = sample.split(" \\| ", 2);
        final List<Example> examples = examples(parts[1]);
        final List<String> outputs =
                examples.stream().map(Example::reference).sorted().distinct().toList();
        final List<String> labels = outputs.size() < examples.size() ? outputs : List.of();

        assertThat(KnownTasks.of(examples, labels).stream().limit(SearchParameters.STANDARD.knownTasks()))
                .contains(parts[0].replace("{labels}", String.join(", ", labels)));
    }

    @Test
    void everyEntryHasASample() throws IOException {
        assertThat(samples())
                .extracting(line -> line.split(" \\| ", 2)[0])
                .hasSameElementsAs(bank().findValuesAsText("instruction"));
    }

    @Test
    void labelsAreNamed() {
        final List<Example> examples = examples("the tide came early>calm; who took my oars>cross; fine day>calm");

        assertThat(KnownTasks.of(examples, List.of("calm", "cross")))
                .contains("Decide which of these the input is: calm, cross.")
                .doesNotContain("Continue the text.");
    }

    @Test
    void nothingIsKnownOfSeveralFieldsOrOfNoExamples() {
        final List<Example> examples = TaskBuilder.named("t")
                .fields(List.of("a", "b"))
                .example(Map.of("a", "moon", "b", "sun"), List.of("light"), Split.PROPOSE)
                .build()
                .examples(Split.PROPOSE);

        assertThat(KnownTasks.of(examples, List.of())).isEmpty();
        assertThat(KnownTasks.of(List.of(), List.of())).isEmpty();
    }

    @Property(tries = 200)
    void noTextsUpsetIt(@ForAll @Size(min = 1, max = 6) List<String> inputs, @ForAll String output) {
        final List<Pair> pairs =
                inputs.stream().map(input -> new Pair(input, output)).toList();

        final List<String> found = KnownTasks.of(new Trait.Look(pairs, 0), List.of());

        assertThat(found).hasSizeLessThan(BANK).doesNotHaveDuplicates();
    }

    @Test
    @Timeout(20)
    void longTextsTakeNoLongerThanTheirBeginnings() {
        for (final String text : List.of("is ".repeat(100_000), "=".repeat(300_000), "a. " + "b ".repeat(150_000))) {
            final List<Pair> pairs = List.of(new Pair(text, text), new Pair(text, "short"));

            assertThat(KnownTasks.of(new Trait.Look(pairs, 0), List.of())).hasSizeLessThan(BANK);
        }
    }

    private static JsonNode bank() throws IOException {
        try (InputStream in = KnownTasks.class.getResourceAsStream("known-tasks.json")) {
            return new JsonMapper().readTree(in);
        }
    }

    @Test
    void everyEntrySaysSomethingOfItsOwnAndHasACondition() throws IOException {
        final Set<String> instructions = new HashSet<>();
        for (final JsonNode node : bank()) {
            final List<String> conditions = new ArrayList<>();
            node.fieldNames().forEachRemaining(conditions::add);
            assertThat(instructions.add(node.path("instruction").asText()))
                    .as(node.toString())
                    .isTrue();
            assertThat(conditions)
                    .as(node.toString())
                    .contains("instruction")
                    .hasSizeGreaterThan(1)
                    .isSubsetOf("instruction", "when", "input", "output");
        }
        assertThat(instructions).hasSize(BANK).allMatch(text -> text.endsWith("."));
    }

    static List<Example> examples(String pairs) {
        final TaskBuilder task = TaskBuilder.named("t");
        for (final String text : pairs.split("\\s*;\\s+", -1)) {
            final String[] pair = text.strip().split("\\s*>\\s*", 2);
            task.example(Map.of(TaskBuilder.SINGLE_FIELD, pair[0]), List.of(pair[1]), Split.PROPOSE);
        }
        return task.build().examples(Split.PROPOSE);
    }
}
