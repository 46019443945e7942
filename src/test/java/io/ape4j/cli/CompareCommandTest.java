package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompareCommandTest extends ParityCommands {
    @BeforeEach
    void writePrompts() throws IOException {
        Files.writeString(directory.resolve("good.txt"), "State the parity of the number.");
        Files.writeString(directory.resolve("bad.txt"), "Guess.");
        Files.writeString(directory.resolve("worse.txt"), "Guess {{box}} or not.");
    }

    @Test
    void theSecondPromptIsJudgedByTheFirst() {
        final JsonNode better = compare("bad.txt", "good.txt", "--json").json();
        final JsonNode worse = compare("good.txt", "bad.txt", "--json").json();

        assertThat(better.path("verdict").asText()).isEqualTo("better");
        assertThat(better.path("split").asText()).isEqualTo("select");
        assertThat(better.at("/b/score").asDouble()).isEqualTo(1.0);
        assertThat(better.path("difference").asDouble())
                .isEqualTo(1 - better.at("/a/score").asDouble());
        assertThat(better.at("/interval/0").asDouble()).isPositive();
        assertThat(better.at("/b/wins").asInt() + better.at("/a/wins").asInt())
                .isBetween(1, better.path("n").asInt());
        assertThat(worse.path("verdict").asText()).isEqualTo("worse: keep yours");
        assertThat(worse.path("pValue").asDouble())
                .isEqualTo(better.path("pValue").asDouble());
    }

    @Test
    void aScoreBelowTheLeastIsToldByTheExitCode() {
        assertThat(eval("good.txt", "1").code()).isZero();
        assertThat(eval("bad.txt", "0.9").code()).isEqualTo(4);
        assertThat(eval("bad.txt", "9").err()).contains("--at-least is 9.0; write a score from 0 to 1, e.g. 0.8");
    }

    @Test
    void theAnswersAreBoughtOnceAndTheNextComesFromTheCache() {
        final JsonNode first = compare("bad.txt", "good.txt", "--json").json();
        final long asked = server.requests();
        final JsonNode again =
                compare("good.txt", "bad.txt", "--json", "--cache", "only").json();

        assertThat(first.at("/calls/bought").asInt())
                .isEqualTo(2 * first.path("n").asInt());
        assertThat(again.at("/calls/bought").asInt()).isZero();
        assertThat(server.requests()).isEqualTo(asked);
    }

    @Test
    void peopleSeeMeansVerdictWinsAndSomeExamplesWhereTheyDiffer() {
        final CommandLineRun run = compare("bad.txt", "good.txt");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("A         0\\.\\d{3} \\[0\\.\\d{3}, 0\\.\\d{3}]  bad\\.txt")
                .containsPattern("B         1\\.000 \\[0\\.\\d{3}, 1\\.000]  good\\.txt")
                .containsPattern("verdict   better \\(difference \\+0\\.\\d{3} \\[.*], p = .*, exact McNemar\\)")
                .containsPattern("wins      B on \\d+, A on 0, the same on \\d+ of \\d+ select examples")
                .containsPattern(
                        "  box \\d+ -> \"(even|odd)\"\n    A 0\\.00 \"(even|odd)\"\n    B 1\\.00 \"(even|odd)\"")
                .containsPattern("and \\d+ more \\(--examples\\)");
        assertThat(run.err()).contains("estimate: ", " calls at most; about ");
        assertThat(compare("bad.txt", "good.txt", "--examples").out()).doesNotContain("--examples");
    }

    @Test
    void whereNothingIsShownItSaysHowManyExamplesWouldBeNeeded() throws IOException {
        final List<String> eightInSelect = new ArrayList<>();
        for (final String line : Files.readAllLines(directory.resolve("parity/examples.jsonl"))) {
            final String split = eightInSelect.size() < 8 ? "select" : "test";
            eightInSelect.add(line.replace("}", ", \"split\": \"" + split + "\"}"));
        }
        Files.write(directory.resolve("parity/examples.jsonl"), eightInSelect);

        final CommandLineRun run = compare("bad.txt", "good.txt");
        final JsonNode json = compare("bad.txt", "good.txt", "--json").json();

        assertThat(run.out())
                .contains("verdict   no significant gain: keep yours")
                .containsPattern("a true difference of this size would need about \\d+ select examples");
        assertThat(json.path("needed").asInt()).isGreaterThan(json.path("n").asInt());
    }

    @Test
    void scriptsMayFailWhenItIsWorseOrNotBetter() {
        assertThat(compare("good.txt", "bad.txt").code()).isZero();
        assertThat(compare("good.txt", "bad.txt", "--fail-if-worse").code()).isEqualTo(4);
        assertThat(compare("good.txt", "good.txt", "--fail-if-worse").code()).isZero();
        assertThat(compare("good.txt", "good.txt", "--fail-without-gain").code())
                .isEqualTo(4);
        assertThat(compare("bad.txt", "good.txt", "--fail-without-gain", "--fail-if-worse")
                        .code())
                .isZero();
    }

    @Test
    void runsAndFilesMayBeMixed() {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "40", "--run", "first");

        final CommandLineRun byName = compare("bad.txt", "first", "--json");
        final CommandLineRun byFolder = compare("runs/first", "runs/first/exports/json/prompt.json", "--json");

        assertThat(byName.code()).as(byName.err()).isZero();
        assertThat(byName.json().path("verdict").asText()).isEqualTo("better");
        assertThat(byName.err()).contains("the run first chose its winner by examples of select");
        assertThat(byFolder.json().path("difference").asDouble()).isZero();
    }

    @Test
    void onTestBothPromptsAreOneReading() throws IOException {
        final JsonNode first =
                compare("bad.txt", "good.txt", "--split", "test", "--json").json();
        final JsonNode again =
                compare("bad.txt", "good.txt", "--split", "test", "--json").json();
        final JsonNode other =
                compare("worse.txt", "good.txt", "--split", "test", "--json").json();

        assertThat(first.path("earlierReadings").asInt()).isZero();
        assertThat(again.path("earlierReadings").asInt()).isZero();
        assertThat(other.path("earlierReadings").asInt()).isEqualTo(1);
    }

    @Test
    void aDryRunTellsWhatItWouldTakeAndAsksNothing() {
        final JsonNode dry =
                compare("bad.txt", "good.txt", "--dry-run", "--json").json();
        final CommandLineRun few = compare("bad.txt", "good.txt", "--dry-run", "--max-calls", "3");

        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(dry.path("calls").asInt()).isGreaterThan(40);
        assertThat(few.err()).contains("the limit admits 3; raise it with --max-calls");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aCapIsNeverPassed() {
        final CommandLineRun run = compare("bad.txt", "good.txt", "--max-calls", "5");

        assertThat(run.code()).isEqualTo(3);
        assertThat(server.requests()).isLessThanOrEqualTo(5);
    }

    @Test
    void whatIsNeitherFileNorRunIsNamedBeforeAnyCall() throws IOException {
        Files.writeString(directory.resolve("other.txt"), "Say {{colour}}.");

        final CommandLineRun missing = compare("bad.txt", "nobody");
        final CommandLineRun unfit = compare("bad.txt", "other.txt");

        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("no prompt file", "nobody", "ape runs");
        assertThat(unfit.code()).isEqualTo(2);
        assertThat(unfit.err()).contains("colour");
        assertThat(server.requests()).isZero();
    }

    @Test
    void modelsThatCostMoneyNeedConsent() {
        final CommandLineRun run = CommandLineRun.of(
                directory,
                Map.of(
                        "OPENAI_API_KEY",
                        "sk-test",
                        "APE_HOME",
                        directory.resolve("home").toString()),
                "compare",
                "bad.txt",
                "good.txt",
                "--task",
                "parity",
                "--model",
                "openai:gpt-4o-mini");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("estimate: ", "--yes", "--max-cost");
    }

    private CommandLineRun compare(String first, String second, String... more) {
        final List<String> arguments =
                new ArrayList<>(List.of("compare", first, second, "--task", "parity", "--model", "openai:stub"));
        arguments.addAll(List.of(more));
        return ape(arguments.toArray(String[]::new));
    }

    private CommandLineRun eval(String prompt, String atLeast) {
        return ape("eval", "parity", "--prompt", prompt, "--model", "openai:stub", "--quiet", "--at-least", atLeast);
    }
}
