package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.cli.command.CommandTree;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command beside {@code search}, and what all have in common. */
class CommandsTest extends ParityCommands {
    static Stream<List<String>> commands() {
        return all(CommandTree.of(new Surroundings(Terminal.of(System.out, System.err), Map.of(), Path.of(""))))
                .map(line -> Arrays.asList(line.getCommandSpec().qualifiedName().split(" ")))
                .map(names -> names.subList(1, names.size()));
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(CommandsTest::all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpExitsWith0AndItsExamplesAreCommandsThatThereAre(List<String> command) {
        final List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");

        final CommandLineRun help = ape(arguments.toArray(String[]::new));

        assertThat(help.code()).isZero();
        final List<String> examples = help.out()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("ape "))
                .toList();
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> CommandTree.of(surroundings())
                        .parseArgs(example.substring("ape ".length()).split(" ")));
    }

    @Test
    void withoutACommandAllAreShown() {
        final CommandLineRun bare = ape();
        final CommandLineRun cache = ape("cache");

        assertThat(bare.code()).isEqualTo(2);
        assertThat(bare.err()).contains("search ", "resume ", "init ", "Exit codes:");
        assertThat(cache.err()).contains("stats", "prune");
    }

    @ParameterizedTest
    @CsvSource({
        "embedded:qwen2.5-coder-15b, no model \"qwen2.5-coder-15b\"",
        "missing.gguf, missing.gguf does not exist",
        "parity/examples.gguf, is not a GGUF file"
    })
    void aDryRunRefusesAModelThatTheSearchWouldRefuse(String model, String why) throws IOException {
        Files.writeString(directory.resolve("parity/examples.gguf"), "this is long enough, but no model at all");

        final CommandLineRun dry = ape("search", "parity", "--model", model, "--dry-run");

        assertThat(dry.code()).isEqualTo(1);
        assertThat(dry.err()).contains(why);
    }

    @Test
    void anUnknownOptionExitsWith2AndASuggestion() {
        final CommandLineRun run = ape("search", "parity", "--max-cals", "3");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--max-cals", "did you mean \"--max-calls\"?");
    }

    @Test
    void anUnknownCommandExitsWith2AndASuggestion() {
        final CommandLineRun run = ape("serch");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean \"search\"?");
    }

    @Test
    void everyErrorOfATaskIsSaidWithItsPlaceAndNoCallIsMade() throws IOException {
        Files.writeString(
                directory.resolve("parity/examples.jsonl"), "{\"box\": 1\n{\"bx\": \"a\", \"output\": \"even\"}\n");

        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("examples.jsonl:1:", "examples.jsonl:2:").doesNotContain("\tat ");
        assertThat(server.requests()).isZero();
    }

    @Test
    void aConfigWithAnUnknownKeyIsRefusedByPlace() throws IOException {
        Files.writeString(directory.resolve("bad.yaml"), "task: parity\nstratgy: ape\n");

        final CommandLineRun run = ape("search", "bad.yaml");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("bad.yaml:2:", "strategy");
    }

    @Test
    void aConfigFileSaysWhatFlagsMayChange() throws IOException {
        Files.writeString(
                directory.resolve("quick.yaml"),
                "task: parity\nstrategy: ape\nlimits: {calls: 30}\nexport: [txt]\nmodels: {executor: \"openai:stub\"}\n");

        final CommandLineRun run = ape("search", "quick.yaml", "--seed", "7", "--json");

        assertThat(run.code()).as(run.err()).isIn(0, 3);
        assertThat(run.json().path("run").asText()).isEqualTo("quick");
        assertThat(run.json().path("calls").path("search").asInt()).isLessThanOrEqualTo(30);
        assertThat(run.json().path("exports")).hasSize(2);
        assertThat(directory.resolve("runs/quick/run.json")).content().contains("\"seed\" : 7", "\"ape\"");
    }

    @Test
    void lintErrorsRefuseASearchUnlessAllowedByName() throws IOException {
        final Path examples = directory.resolve("parity/examples.jsonl");
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lines.add("{\"box\": \"box " + i % 30 + "\", \"output\": \"" + (i % 2 == 0 ? "even" : "odd")
                    + "\", \"split\": \"" + (i < 10 ? "propose" : i < 30 ? "select" : "test") + "\"}");
        }
        Files.write(examples, lines);

        final CommandLineRun lint = ape("lint", "parity");
        final CommandLineRun refused = ape("search", "parity", "--model", "openai:stub");

        assertThat(lint.code()).isEqualTo(2);
        assertThat(lint.out()).contains("error leak");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("error leak", "--allow leak");
        assertThat(server.requests()).isZero();
        assertThat(ape("lint", "parity", "--allow", "leak").code()).isZero();
    }

    @Test
    void hostedModelsThatCostMoneyNeedConsentWhereNobodyCanBeAsked() {
        final CommandLineRun run = CommandLineRun.of(
                directory,
                Map.of(
                        "OPENAI_API_KEY",
                        "sk-test",
                        "APE_HOME",
                        directory.resolve("home").toString()),
                "search",
                "parity",
                "--model",
                "openai:gpt-4o-mini");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--yes", "--max-cost", "estimate: ", " to 1,000 search calls");
        assertThat(directory.resolve("runs")).doesNotExist();
    }

    @Test
    void aLimitOfMoneyOnAModelOfUnknownPriceIsRefusedBeforeTheFirstCall() {
        final CommandLineRun run = CommandLineRun.of(
                directory,
                Map.of(
                        "OPENAI_API_KEY",
                        "sk-test",
                        "APE_HOME",
                        directory.resolve("home").toString()),
                "search",
                "parity",
                "--model",
                "openai:nobody-knows-it",
                "--max-cost",
                "1");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("openai:nobody-knows-it", "--prices");
    }

    @Test
    void offlineAModelThatIsNotHereNamesTheCommandThatFetchesIt() {
        final CommandLineRun run = ape("search", "parity", "--model", "embedded:smollm2-135m", "--offline");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("ape model pull smollm2-135m");
    }

    @Test
    void evalGivesScoreIntervalAndExamples() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "State the parity of the number.");

        final CommandLineRun run =
                ape("eval", "parity", "--prompt", "mine.txt", "--model", "openai:stub", "--json", "--examples");

        assertThat(run.code()).as(run.err()).isZero();
        final JsonNode result = run.json();
        assertThat(result.path("score").asDouble()).isEqualTo(1.0);
        assertThat(result.path("split").asText()).isEqualTo("select");
        assertThat(result.path("examples")).hasSize(result.path("n").asInt());
        assertThat(result.path("interval").path(0).asDouble()).isBetween(0.8, 1.0);
        assertThat(result.path("examples").path(0).path("answer").asText()).isIn("even", "odd");
    }

    @Test
    void evalOnTestIsRecordedAndToldToTheNext() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "State the parity of the number.");
        Files.writeString(directory.resolve("other.txt"), "Guess.");
        final String[] common = {"--model", "openai:stub", "--split", "test", "--json"};

        final JsonNode first = eval("mine.txt", common);
        final JsonNode again = eval("mine.txt", common);
        final JsonNode other = eval("other.txt", common);

        assertThat(first.path("earlierReadings").asInt()).isZero();
        assertThat(again.path("earlierReadings").asInt()).isZero();
        assertThat(again.path("calls").path("bought").asInt()).isZero();
        assertThat(other.path("earlierReadings").asInt()).isEqualTo(1);
    }

    @Test
    void thePromptOfAnEvaluationReadByAnotherModelIsAnotherReading() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "State the parity of the number.");

        eval("mine.txt", "--model", "openai:stub", "--split", "test", "--json");
        final JsonNode second = eval("mine.txt", "--model", "openai:other", "--split", "test", "--json");
        final JsonNode again = eval("mine.txt", "--model", "openai:other", "--split", "test", "--json");

        assertThat(second.path("earlierReadings").asInt()).isEqualTo(1);
        assertThat(again.path("earlierReadings").asInt()).isEqualTo(1);
    }

    @Test
    void optimizeChangesOnlyTheInstructionAndTellsWhatItAppended() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "---system---\nYou help.\n---user---\nPlease look.\n");

        final CommandLineRun run = ape(
                "optimize", "--prompt", "mine.txt", "parity", "--model", "openai:stub", "--max-calls", "40", "--json");

        assertThat(run.code()).as(run.err()).isIn(0, 3);
        assertThat(run.err()).contains("box", "changes only: instruction");
        assertThat(run.json().path("baseline").path("rendered").asText()).contains("Please look.");
        assertThat(run.json().path("winner").path("demonstrations")).isEmpty();
        assertThat(run.json().path("winner").path("rendered").asText()).contains("Please look.");
    }

    @Test
    void anExportedPromptCanBeEvaluatedAndExportedInOtherFormats() throws IOException {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "40");

        final CommandLineRun printed = ape("export", "parity", "--format", "txt");
        final CommandLineRun file = ape("export", "parity", "--format", "md", "--output", "out/p.md");
        final CommandLineRun folder = ape("export", "runs/parity", "--format", "langchain4j", "--output", "res/");
        final CommandLineRun eval = ape(
                "eval",
                "parity",
                "--prompt",
                "runs/parity/exports/json/prompt.json",
                "--model",
                "openai:stub",
                "--json");

        assertThat(printed.out()).isEqualTo(Files.readString(directory.resolve("runs/parity/exports/txt/prompt.txt")));
        assertThat(file.code()).isZero();
        assertThat(directory.resolve("out/p.md")).isNotEmptyFile();
        assertThat(folder.out().lines())
                .extracting(line -> line.replaceFirst(".*/", ""))
                .containsExactly("user-message.txt", "PromptService.java", "provenance.json");
        assertThat(eval.json().path("score").asDouble()).isEqualTo(1.0);
    }

    @Test
    void runsAreListedWithHowTheyEnded() {
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "40");

        assertThat(ape("runs").out()).contains("parity", "better");
        assertThat(ape("runs", "--json")
                        .json()
                        .path("runs")
                        .path(0)
                        .path("verdict")
                        .asText())
                .isEqualTo("better");
        assertThat(ape("replay", "pariti").err()).contains("did you mean \"parity\"?");
    }

    @Test
    void initMakesATaskThatCanBeSearched() throws IOException {
        Files.writeString(
                directory.resolve("tickets.csv"),
                "message,team\n\"Where, please?\",shipping\nI paid twice,billing\nLost,shipping\nRefund,billing\n");

        final CommandLineRun sample = ape("init", "mine");
        final CommandLineRun made = ape("init", "routing", "--from", "tickets.csv", "--output", "team");
        final CommandLineRun again = ape("init", "mine");
        final CommandLineRun wrong = ape("init", "other", "--from", "tickets.csv");

        assertThat(sample.code()).as(sample.err()).isZero();
        assertThat(ape("lint", "mine").code()).isZero();
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(directory.resolve("routing/task.yaml"))
                .content()
                .contains("fields: [message]", "labels: [\"billing\", \"shipping\"]");
        assertThat(again.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--output COLUMN", "message, team");
    }

    @Test
    void initSpreadsEveryLabelOverTheSplitsIfAsked() throws IOException {
        final List<String> rows = new ArrayList<>(List.of("message,team"));
        for (int i = 0; i < 36; i++) {
            rows.add("message " + i + ","
                    + List.of("tech", "tech", "tech", "privacy", "billing", "other")
                            .get(i % 6));
        }
        Files.write(directory.resolve("mails.csv"), rows);
        final String[] init = {"init", "mails", "--from", "mails.csv", "--output", "team", "--stratify"};

        final CommandLineRun made = ape(init);
        final JsonNode lint = ape("lint", "mails", "--json").json();

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.err()).contains("Say in its description what is wanted");
        assertThat(lint.path("examples").path("test").asInt()).isEqualTo(18);
        assertThat(lint.path("findings").findValuesAsText("code")).doesNotContain("label-missing", "label-uneven");
    }

    @Test
    void aSearchNamesWarningsInOneLineAndLintSaysMore() throws IOException {
        ParityTask.write(directory.resolve("parity"), 40);

        final CommandLineRun lint = ape("lint", "parity");
        final CommandLineRun dry = ape("search", "parity", "--model", "openai:stub", "--dry-run");

        assertThat(lint.out()).contains("luck will choose among candidates", "examples more in all");
        assertThat(dry.err().lines().filter(line -> line.startsWith("warning: ")))
                .singleElement()
                .asString()
                .contains("few-select", "few-test", "; see: ape lint ");
    }

    @Test
    void modelsAreListedWithOrWithoutTheirFile() {
        assertThat(ape("model", "list").out()).contains("smollm2-135m", "not here");
        assertThat(ape("model", "path", "smollm2-135m").code()).isEqualTo(1);
        assertThat(ape("model", "path", "gpt-9").err()).contains("no model \"gpt-9\"", "smollm2-135m");
        assertThat(ape("model", "pull", "https://example.org/x.gguf").code()).isEqualTo(2);
    }

    private JsonNode eval(String prompt, String... more) {
        final List<String> arguments = new ArrayList<>(List.of("eval", "parity", "--prompt", prompt));
        arguments.addAll(List.of(more));
        return ape(arguments.toArray(String[]::new)).json();
    }

    private Surroundings surroundings() {
        return new Surroundings(Terminal.of(System.out, System.err), Map.of(), directory);
    }
}
