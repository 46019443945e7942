package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ape search} and what goes on from its runs, against a model that is a function of the request. */
class SearchCommandTest extends ParityCommands {
    private static final String ESCAPE = "\u001b";

    @Test
    void jsonHoldsWhatTheContractLists() {
        final CommandLineRun run = search("--json");

        final JsonNode result = run.json();
        assertThat(run.code()).as(run.err()).isIn(0, 3);
        assertThat(result.path("run").asText()).isEqualTo("parity");
        assertThat(result.path("verdict").asText()).isEqualTo("better");
        assertThat(names(result.path("winner")))
                .contains("instruction", "outputFormat", "demonstrations", "trigger", "rendered");
        assertThat(names(result.path("select"))).contains("score", "examples");
        assertThat(names(result.path("test"))).contains("winner", "baseline", "n", "difference", "interval", "pValue");
        assertThat(names(result.path("calls"))).contains("bought", "cached", "byRole");
        assertThat(names(result)).contains("tokens", "cost", "seconds", "exports");
        assertThat(result.path("exports"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file.asText())).exists());
        assertThat(result.path("winner").path("instruction").asText()).contains("parity");
    }

    @Test
    void theCapIsOnSearchCallsAndConfirmationIsCountedApart() {
        final JsonNode calls = search("--json").json().path("calls");

        assertThat(calls.path("search").asInt()).isBetween(1, 60);
        assertThat(calls.path("confirmation").asInt()).isPositive();
        assertThat(calls.path("bought").asInt())
                .isEqualTo(calls.path("search").asInt()
                        + calls.path("confirmation").asInt())
                .isEqualTo(server.requests());
    }

    @Test
    void sameSeedAtConcurrency1And4And64ExportsTheSameBytes() throws IOException {
        final List<Map<String, String>> exports = new ArrayList<>();

        for (final String concurrency : List.of("1", "4", "64")) {
            final Path home = directory.resolve("home-" + concurrency);
            final CommandLineRun run = CommandLineRun.of(
                    directory,
                    ParityTask.environment(server, home),
                    arguments("--concurrency", concurrency, "--run", "c" + concurrency));
            assertThat(run.code()).as(run.err()).isIn(0, 3);
            exports.add(ParityTask.exports(directory.resolve("runs/c" + concurrency)));
        }

        assertThat(exports.get(0)).isNotEmpty().isEqualTo(exports.get(1)).isEqualTo(exports.get(2));
    }

    @Test
    void aSecondRunIsAnsweredFromTheCacheUnderTheNextFreeNameWithTheSameExports() throws IOException {
        search();
        final int asked = server.requests();

        final JsonNode second = search("--json").json();

        assertThat(server.requests()).isEqualTo(asked);
        assertThat(second.path("run").asText()).isEqualTo("parity-2");
        assertThat(second.path("calls").path("bought").asInt()).isZero();
        assertThat(second.path("calls").path("cached").asInt()).isPositive();
        assertThat(second.path("test").path("earlierReadings").asInt()).isEqualTo(1);
        assertThat(ParityTask.exports(directory.resolve("runs/parity-2")))
                .isEqualTo(ParityTask.exports(directory.resolve("runs/parity")));
    }

    @Test
    void replayNeedsNeitherServerNorCacheAndEndsInTheSameResult() throws IOException {
        final JsonNode live = search("--json").json();
        server.close();

        final CommandLineRun replay =
                CommandLineRun.of(directory, Map.of("APE_HOME", "/nonexistent"), "replay", "parity", "--json");

        assertThat(replay.code()).as(replay.err()).isZero();
        for (final String key : List.of("run", "verdict", "winner", "select", "test", "tokens", "candidates")) {
            assertThat(replay.json().path(key)).as(key).isEqualTo(live.path(key));
        }
        assertThat(replay.json().path("calls").path("bought").asInt()).isZero();
        assertThat(replay.json().path("calls").path("replayed").asInt())
                .isEqualTo(live.path("calls").path("bought").asInt());
    }

    @Test
    void aReplaySaysThatTheExportsAreTheSameAndIsDoneThoughTheRunsBudgetWasSpent() {
        final CommandLineRun live = ape("search", "parity", "--model", "openai:stub", "--max-calls", "20");

        final CommandLineRun replay = ape("replay", "parity");

        assertThat(live.code()).isEqualTo(3);
        assertThat(replay.code()).isZero();
        assertThat(replay.out())
                .contains("(budget spent)", "replay    the same: 4 exports are identical, byte for byte");
    }

    @Test
    void aLimitThatLeavesTooMuchToLuckIsWarnedOfWithOneThatDoesNot() {
        final CommandLineRun few = ape("search", "parity", "--model", "openai:stub", "--dry-run", "--max-calls", "20");
        final CommandLineRun enough = ape("search", "parity", "--model", "openai:stub", "--dry-run");

        assertThat(few.err()).contains("warning: 20 calls are few", "from about 48 on (--max-calls)");
        assertThat(enough.err()).doesNotContain("calls are few");
    }

    @Test
    void resumingAFinishedRunReplaysIt() {
        search();
        final int asked = server.requests();

        final CommandLineRun resumed = ape("resume", "runs/parity", "--json");

        assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        assertThat(resumed.json().path("verdict").asText()).isEqualTo("better");
        assertThat(resumed.json().path("calls").path("bought").asInt()).isZero();
        assertThat(server.requests()).isEqualTo(asked);
    }

    @Test
    void aFinishedRunsLimitsCanNotBeRaised() {
        search();

        final CommandLineRun resumed = ape("resume", "parity", "--max-calls", "100");

        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.err()).contains("finished");
    }

    @Test
    void anOutageStopsTheRunAndResumeGoesOnWithoutBuyingAgain() throws IOException {
        search("--run", "undisturbed");
        final int[] left = {25};
        try (StubServer failing = ParityTask.serve(request -> {
            synchronized (left) {
                return left[0]-- > 0
                        ? StubReply.text(ParityTask.answer(request))
                        : StubReply.error(401, "invalid_api_key", "no such key");
            }
        })) {
            final Map<String, String> environment = ParityTask.environment(failing, directory.resolve("home-2"));
            final CommandLineRun stopped = CommandLineRun.of(directory, environment, arguments("--run", "disturbed"));
            assertThat(stopped.code()).isEqualTo(1);
            assertThat(stopped.out()).contains("unconfirmed", "ape resume");
            left[0] = Integer.MAX_VALUE;

            final CommandLineRun resumed = CommandLineRun.of(directory, environment, "resume", "disturbed", "--json");

            assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
            assertThat(resumed.json().path("calls").path("replayed").asInt()).isEqualTo(25);
            assertThat(ParityTask.exports(directory.resolve("runs/disturbed")))
                    .isEqualTo(ParityTask.exports(directory.resolve("runs/undisturbed")));
        }
    }

    @Test
    void aChangedTaskIsRefusedOnResumeAndTheChangeIsShown() throws IOException {
        final CommandLineRun stopped = stoppedEarly();
        assertThat(stopped.code()).isEqualTo(1);
        final Path yaml = directory.resolve("parity/task.yaml");
        Files.writeString(yaml, Files.readString(yaml).replace("Look at the box.", "Look closely."));

        final CommandLineRun resumed = ape("resume", "parity");

        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.err()).contains("Look at the box.", "Look closely.");
    }

    @Test
    void aCapCanBeRaisedOnResumeButNotLowered() {
        stoppedEarly();

        final CommandLineRun lowered = ape("resume", "parity", "--max-calls", "30");
        final CommandLineRun raised = ape("resume", "parity", "--max-calls", "90", "--json");

        assertThat(lowered.code()).isEqualTo(2);
        assertThat(lowered.err()).contains("60 calls");
        assertThat(raised.code()).as(raised.err()).isIn(0, 3);
        assertThat(raised.json().path("calls").path("search").asInt()).isGreaterThan(60);
    }

    @Test
    void aWrongKeyIsSaidInOneSentenceAndTheKeyItselfNever() throws IOException {
        try (StubServer refusing = StubServer.replying(StubReply.error(401, "invalid_api_key", StubServer.KEY))) {
            final CommandLineRun run = CommandLineRun.of(
                    directory, ParityTask.environment(refusing, directory.resolve("home")), arguments());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out() + run.err())
                    .contains("OPENAI_API_KEY")
                    .doesNotContain(StubServer.KEY)
                    .doesNotContain("\tat ");
        }
        try (var files = Files.walk(directory.resolve("runs"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .noneSatisfy(file -> assertThat(file).content().contains(StubServer.KEY));
        }
    }

    @Test
    void withoutAGainItFailsWhenAskedTo() throws IOException {
        try (StubServer useless = StubServer.answering(request -> "even")) {
            final Map<String, String> environment = ParityTask.environment(useless, directory.resolve("home"));

            final CommandLineRun run =
                    CommandLineRun.of(directory, environment, arguments("--fail-without-gain", "--json"));

            assertThat(run.code()).as(run.err()).isEqualTo(4);
            assertThat(run.json().path("verdict").asText()).isEqualTo("no significant gain: keep yours");
        }
    }

    @Test
    void escapeSequencesOfAModelNeverReachTheTerminal() {
        try (StubServer hostile = StubServer.answering(request -> request.maxTokens() == 7
                ? ParityTask.answer(request)
                : "State the parity" + ESCAPE + "]0;owned\u0007 of the \u202enumber" + ESCAPE + "[2J.")) {
            final Map<String, String> environment = ParityTask.environment(hostile, directory.resolve("home"));

            final CommandLineRun text = CommandLineRun.of(directory, environment, arguments());
            final CommandLineRun json = CommandLineRun.of(directory, environment, arguments("--json"));

            assertThat(text.out() + text.err() + json.out() + json.err()).doesNotContain(ESCAPE, "\u0007", "\u202e");
            assertThat(text.out()).contains("parity");
        }
    }

    @Test
    void dryRunAsksNothingAndWritesNothing() {
        final CommandLineRun run = search("--dry-run", "--json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("calls").path("high").asInt()).isEqualTo(60);
        assertThat(run.json().path("cost").path("high").asInt()).isZero();
        assertThat(server.requests()).isZero();
        assertThat(directory.resolve("runs")).doesNotExist();
    }

    @Test
    void quietPrintsTheResultAndNothingElse() {
        final CommandLineRun run = search("--quiet");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("verdict   better");
    }

    private CommandLineRun stoppedEarly() {
        final int[] left = {20};
        server.close();
        server = ParityTask.serve(request -> {
            synchronized (left) {
                return left[0]-- > 0 || left[0] < -1
                        ? StubReply.text(ParityTask.answer(request))
                        : StubReply.error(401, "invalid_api_key", "no such key");
            }
        });
        return search("--concurrency", "1");
    }

    private CommandLineRun search(String... more) {
        return ape(arguments(more));
    }

    private static String[] arguments(String... more) {
        final List<String> arguments =
                new ArrayList<>(List.of("search", "parity", "--model", "openai:stub", "--max-calls", "60"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static List<String> names(JsonNode node) {
        final List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
