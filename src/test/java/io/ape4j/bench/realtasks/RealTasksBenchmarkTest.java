package io.ape4j.bench.realtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.UsageException;
import io.ape4j.model.ModelException;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.config.SearchConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real searches over a small folder of tasks, with a server on loopback that knows the answer only if told how. */
class RealTasksBenchmarkTest {
    private static final String TELLING = "Write it in capitals.";

    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void twoTasksAreThere() throws IOException {
        writeTask("first", "baseline: {instruction: Repeat it.}\n");
        writeTask("second", "");
        Files.writeString(folder.resolve("second").resolve("human.txt"), TELLING);
    }

    @Test
    void everyTaskHasARowForEveryWayAndTheTableHasThemAll() {
        try (StubServer server = StubServer.answering(RealTasksBenchmarkTest::answer)) {
            final ObjectNode figures = measure(server, "--strategies", "evolution,ape", "--calls", "12");

            assertThat(labels(figures))
                    .containsExactly(
                            "first baseline 0.0",
                            "first none 0.0",
                            "first evolution 1.0",
                            "first ape 1.0",
                            "second none 0.0",
                            "second human 1.0",
                            "second evolution 1.0",
                            "second ape 1.0");
            assertThat(figures.path("meanTest").path("evolution-all-12").asDouble())
                    .isEqualTo(1);
            assertThat(progress).anyMatch(line -> line.matches("first +0.000 +0.000 +- +1.000 +1.000"));
        }
    }

    @Test
    void aSearchIsARealOneWithinItsBudget() {
        try (StubServer server = StubServer.answering(RealTasksBenchmarkTest::answer)) {
            final JsonNode row = measure(server, "--only", "first", "--calls", "12", "--parts", "instruction")
                    .path("rows")
                    .get(2);

            assertThat(row.path("searchCalls").asInt()).isBetween(4, 12);
            assertThat(row.path("calls").asInt())
                    .isEqualTo(row.path("searchCalls").asInt() + 8);
            assertThat(row.path("inputTokens").asInt()).isPositive();
            assertThat(row.path("outputTokens").asInt()).isPositive();
            assertThat(row.path("baseline").asDouble()).isZero();
            assertThat(row.path("selectScore").asDouble()).isEqualTo(1);
            assertThat(row.path("instruction").asText()).contains(TELLING);
            assertThat(row.path("verdict").asText()).isNotEmpty();
        }
    }

    @Test
    void searchesWithOtherSettingsAreWaysOfTheirOwn() throws IOException {
        final Path file = folder.resolve("first").resolve("no-worked-examples.yaml");
        Files.writeString(file, "task: .\nsearch: {workedExamples: 0}\n");
        try (StubServer server = StubServer.answering(RealTasksBenchmarkTest::answer)) {
            final ObjectNode figures =
                    measure(server, "--only", "first", "--calls", "24", "--settings", file.toString());

            final JsonNode standard = figures.path("rows").get(2);
            final JsonNode other = figures.path("rows").get(3);
            assertThat(standard.has("settings")).isFalse();
            assertThat(other.path("settings").asText()).isEqualTo("no-worked-examples");
            assertThat(other.path("inputTokens").asInt())
                    .isLessThan(standard.path("inputTokens").asInt());
            assertThat(figures.path("meanTest").properties())
                    .extracting(Map.Entry::getKey)
                    .contains("evolution-all-24", "evolution-all-24-no-worked-examples");
        }
    }

    @Test
    void theProjectsOwnSettingsDifferFromTheDefaultsAndFromEachOther() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/bench/ablations"))) {
            assertThat(files)
                    .isNotEmpty()
                    .extracting(file -> SearchConfigReader.read(file).config().parameters())
                    .doesNotHaveDuplicates()
                    .doesNotContain(SearchParameters.STANDARD);
        }
    }

    @Test
    void aMeasurementThatWasKilledGoesOnBehindItsLastWholeRow() throws IOException {
        try (StubServer server = StubServer.answering(RealTasksBenchmarkTest::answer)) {
            final Path lines = folder.resolve("rows.jsonl");
            final ObjectNode whole = measure(server, "--calls", "12", "--json-lines", lines.toString());
            final List<String> written = Files.readAllLines(lines);
            final int asked = server.requests();

            Files.writeString(lines, String.join("\n", written.subList(0, written.size() - 1)) + "\n{\"task\":\"sec");
            final ObjectNode again = measure(server, "--calls", "12", "--json-lines", lines.toString());

            assertThat(labels(again)).isEqualTo(labels(whole));
            assertThat(Files.readAllLines(lines)).hasSameSizeAs(written);
            assertThat(server.requests() - asked)
                    .isLessThanOrEqualTo(again.path("rows").get(5).path("calls").asInt());
        }
    }

    @Test
    void aServerThatFailsEndsTheMeasurementAndLeavesNoRow() {
        try (StubServer server = StubServer.replying(StubReply.error(401, "invalid_api_key", "no"))) {
            final Path lines = folder.resolve("rows.jsonl");

            assertThatThrownBy(() -> measure(server, "--json-lines", lines.toString()))
                    .isInstanceOf(ModelException.class);
            assertThat(lines).doesNotExist();
        }
    }

    @Test
    void theQuickFormNamesTheModelThatIsMissing() {
        final Choices choices = Choices.parse(List.of("--tasks", folder.toString()));
        final RealTasksBenchmark benchmark = new RealTasksBenchmark(
                choices, Map.of("APE_HOME", folder.resolve("home").toString()));

        assertThatThrownBy(() -> benchmark.run(true, progress::add))
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContainingAll("embedded:smollm2-135m", "is missing", "ape model pull smollm2-135m");
    }

    @Test
    void whatCantBeMeasuredIsAnErrorBeforeAnythingIsAsked() {
        try (StubServer server = StubServer.answering(RealTasksBenchmarkTest::answer)) {
            assertThatThrownBy(() -> measure(server, "--only", "frist"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("did you mean \"first\"?");
            assertThatThrownBy(() -> measure(server, "--strategies", "evolve"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("evolve");
            assertThatThrownBy(() -> measure(server, "--calls", "0")).hasMessageContaining("--calls is 0");
            assertThat(server.requests()).isZero();
        }
    }

    private ObjectNode measure(StubServer server, String... options) {
        final List<String> all =
                new ArrayList<>(List.of("--tasks", folder.toString(), "--model", "openai:stub", "--concurrency", "4"));
        all.addAll(List.of(options));
        return new RealTasksBenchmark(Choices.parse(all), server.env()).run(false, progress::add);
    }

    private static List<String> labels(ObjectNode figures) {
        return StreamSupport.stream(figures.path("rows").spliterator(), false)
                .map(row -> row.path("task").asText() + " "
                        + row.path("strategy").asText() + " " + row.path("test").asDouble())
                .toList();
    }

    /** Proposals are sampled, and bring the telling words; answers are greedy, and right where those are there. */
    private static String answer(StubRequest request) {
        if (request.body().path("temperature").asDouble() > 0) {
            return TELLING;
        }
        final String input = request.prompt().replaceFirst("(?s).*Input: ", "").replaceFirst("(?s)\n.*", "");
        return request.prompt().contains(TELLING) ? input.toUpperCase(Locale.ROOT) : input;
    }

    private void writeTask(String name, String baseline) throws IOException {
        final Path task = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                task.resolve("task.yaml"),
                "name: " + name + "\nfields: [word]\nexamples: examples.jsonl\noutput: {maxTokens: 8}\n"
                        + "metric: {type: exact-match}\n" + baseline);
        final StringBuilder examples = new StringBuilder();
        final List<String> splits = List.of("propose", "select", "test");
        for (int i = 0; i < 12; i++) {
            final String word = "word" + (char) ('a' + i);
            examples.append("{\"word\":\"%s\",\"output\":\"%s\",\"split\":\"%s\"}\n"
                    .formatted(word, word.toUpperCase(Locale.ROOT), splits.get(i / 4)));
        }
        Files.writeString(task.resolve("examples.jsonl"), examples.toString());
    }
}
