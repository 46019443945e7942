package io.ape4j.search.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.operator.DemonstrationChoice;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operators;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.resample.OperatorChoice;
import io.ape4j.search.resample.Resampling;
import io.ape4j.select.Goal;
import io.ape4j.select.Objective;
import io.ape4j.select.Preference;
import io.ape4j.select.Selection;
import io.ape4j.task.file.InvalidFileException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchConfigReaderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeTaskFolder() throws IOException {
        Files.createDirectories(folder.resolve("tasks/routing"));
        Files.createDirectories(folder.resolve("configs"));
    }

    @Test
    void readsEveryKey() throws IOException {
        final SearchFile file = read("""
                # yaml-language-server: $schema=../docs/schema/search.schema.json
                task: ../tasks/routing
                strategy: ape
                seed: 7
                models: {executor: "ollama:llama3.2", proposer: /models/x.gguf, judge: "openai:gpt-4o-mini"}
                limits: {calls: 200, tokens: 100000, cost: 1.50, minutes: 2.5}
                concurrency: 8
                search:
                  proposals: 1
                  populationSize: 9
                  offspring: 3
                  generations: 4
                  survivors: 5
                  blockSize: 6
                  demonstrations: 7
                  freeze: [trigger, demonstrations]
                  selector: stochastic-universal
                  survivorSelector: elite
                  proposerTemperature: 0.5
                  proposerPairs: 2
                  workedExamples: 1
                  objectives: [prompt-tokens, score]
                  prefer: shortest-within 1.5%
                  facts: false
                  angles: false
                  knownTasks: 3
                  operators: [repair, all]
                  operatorChoice: adaptive
                  demonstrationChoice: diverse
                export: [txt, langchain4j]
                """);

        final SearchParameters parameters = file.config().parameters();
        assertThat(file.task()).isEqualTo(folder.resolve("tasks/routing"));
        assertThat(file.config().strategy()).isEqualTo("ape");
        assertThat(file.config().seed()).isEqualTo(7);
        assertThat(file.config().models())
                .isEqualTo(new ModelNames("ollama:llama3.2", "/models/x.gguf", "openai:gpt-4o-mini"));
        assertThat(file.config().exports()).containsExactly("txt", "langchain4j");
        assertThat(file.limits().calls()).hasValue(200);
        assertThat(file.limits().tokens()).hasValue(100_000);
        assertThat(file.limits().cost()).contains(new BigDecimal("1.50"));
        assertThat(file.limits().time()).contains(Duration.ofSeconds(150));
        assertThat(file.limits().concurrency()).hasValue(8);
        assertThat(List.of(
                        parameters.proposals(),
                        parameters.populationSize(),
                        parameters.offspring(),
                        parameters.generations(),
                        parameters.survivors(),
                        parameters.blockSize(),
                        parameters.demonstrations()))
                .containsExactly(1, 9, 3, 4, 5, 6, 7);
        assertThat(parameters.freeze()).isEqualTo(Set.of("trigger", "demonstrations"));
        assertThat(parameters.selector()).isEqualTo(Selection.STOCHASTIC_UNIVERSAL);
        assertThat(parameters.survivorSelector()).isEqualTo(Selection.ELITE);
        assertThat(parameters.knownTasks()).isEqualTo(3);
        assertThat(parameters.proposer()).isEqualTo(new Proposer.Settings(0.5, 2, 1, false, false));
        assertThat(parameters.goal())
                .isEqualTo(new Goal(
                        List.of(Objective.SCORE, Objective.PROMPT_TOKENS), Preference.parse("shortest-within 1.5%")));
        assertThat(parameters.resampling())
                .isEqualTo(
                        new Resampling(List.of(Operators.ALL), OperatorChoice.ADAPTIVE, DemonstrationChoice.DIVERSE));
    }

    @Test
    void theSchemaKnowsEveryOperatorAndBothSets() throws IOException {
        final JsonNode items = new JsonMapper()
                .readTree(Path.of("docs/schema/search.schema.json").toFile())
                .at("/properties/search/properties/operators/items/examples");

        final List<String> expected = new ArrayList<>(List.of(Operators.STANDARD, Operators.ALL));
        Operators.all().stream().map(Operator::operatorName).forEach(expected::add);
        assertThat(items).extracting(JsonNode::asText).containsExactlyElementsOf(expected);
    }

    @Test
    void anUnknownOperatorIsToldWithThoseThatThereAre() {
        assertThatThrownBy(() -> read("task: ../tasks/routing\nsearch: {operators: [parafrase]}\n"))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("there is no operator \"parafrase\"; did you mean \"paraphrase\"?")
                .hasMessageContaining(":2:");
    }

    @Test
    void defaultsAreTheStandardConfig() throws IOException {
        final SearchFile file = read("task: ../tasks/routing\n");

        assertThat(file.config()).isEqualTo(SearchConfig.STANDARD);
        assertThat(file.limits()).isEqualTo(SearchLimits.NONE);
    }

    @Test
    void proposerAndJudgeDefaultToTheExecutor() throws IOException {
        final SearchFile file = read("task: ../tasks/routing\nmodels: {executor: \"ollama:a\", judge: \"ollama:b\"}\n");

        assertThat(file.config().models()).isEqualTo(new ModelNames("ollama:a", "ollama:a", "ollama:b"));
    }

    @Test
    void aModelMaySayHowItsServerIsReached() throws IOException {
        final SearchFile file = read("""
                task: ../tasks/routing
                models:
                  executor:
                    model: openai:llama3.2
                    urls: ["http://10.0.0.1:8080/v1", "http://10.0.0.2:8080/v1"]
                    group: farm-1
                    timeoutSeconds: 300
                    contextTokens: 8192
                    temperature: false
                    emptySystemMessage: false
                    grammar: true
                    scoring: llama-server
                  judge: {model: "ollama:b", contextTokens: 4096}
                """);

        final ModelNames models = file.config().models();
        assertThat(List.of(models.executor(), models.proposer(), models.judge()))
                .containsExactly("openai:llama3.2", "openai:llama3.2", "ollama:b");
        assertThat(models.servers())
                .isEqualTo(Map.of(
                        "openai:llama3.2",
                        HostedOptions.DEFAULT
                                .withUrls(List.of("http://10.0.0.1:8080/v1", "http://10.0.0.2:8080/v1"))
                                .withGroup("farm-1")
                                .withTimeout(Duration.ofMinutes(5))
                                .with(new HostedOptions.Dialect(
                                        OptionalInt.of(8192), true, false, false, ScoringProtocol.LLAMA_SERVER)),
                        "ollama:b",
                        HostedOptions.DEFAULT.withContextTokens(4096)));
    }

    @Test
    void candidatesMayBeRankedByALikelihood() throws IOException {
        final SearchFile file = read("""
                task: ../tasks/routing
                search: {rankBy: reference-likelihood}
                """);

        assertThat(file.config().parameters().rankBy()).isEqualTo(Ranking.REFERENCE_LIKELIHOOD);
    }

    /** An editor shows the schema's defaults; they must be those of the code. */
    @Test
    void schemaNamesTheSameDefaultsAsTheCode() throws IOException {
        final JsonNode defaults = new JsonMapper()
                .readTree(Objects.requireNonNull(
                        SearchConfig.class.getResourceAsStream("/io/ape4j/schema/search.schema.json")));
        final StringBuilder yaml = new StringBuilder("task: ../tasks/routing\n");
        yaml.append("strategy: ")
                .append(defaults.at("/properties/strategy/default"))
                .append('\n');
        yaml.append("seed: ").append(defaults.at("/properties/seed/default")).append('\n');
        yaml.append("export: ")
                .append(defaults.at("/properties/export/default"))
                .append('\n');
        yaml.append("models: {executor: ")
                .append(defaults.at("/properties/models/properties/executor/default"))
                .append("}\nsearch:\n");
        final JsonNode search = defaults.at("/properties/search/properties");
        search.properties()
                .forEach(entry -> yaml.append("  ")
                        .append(entry.getKey())
                        .append(": ")
                        .append(entry.getValue().get("default"))
                        .append('\n'));

        assertThat(read(yaml.toString()).config()).isEqualTo(SearchConfig.STANDARD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "task: ../nope|1:7: task is \"../nope\", but there is no such folder beside this file; correct it",
                "task: \"a\\0b\"|1:7: the text holds a NUL character; take it out",
                "seed: 1|1:1: missing key \"task\"; add it, e.g. ../tasks/support-routing",
                "{task: ../tasks/routing, strategy: evolutoin}"
                        + "|1:36: strategy is \"evolutoin\"; did you mean \"evolution\"?",
                "{task: ../tasks/routing, seed: 1e5.5}|1:32: seed is \"1e5.5\"; write a whole number, e.g. 1",
                "{task: ../tasks/routing, seed: 99999999999999999999}"
                        + "|1:32: seed is 99999999999999999999; write at most 9223372036854775807",
                "{task: ../tasks/routing, limits: {minutes: 0}}|1:44: limits.minutes is 0; write more than 0",
                "{task: ../tasks/routing, limits: {call: 5}}|1:35: unknown key \"call\"; did you mean \"calls\"?",
                "{task: ../tasks/routing, search: {population: 12}}"
                        + "|1:35: unknown key \"population\"; did you mean \"populationSize\"?",
                "{task: ../tasks/routing, search: {freeze: [instructions]}}"
                        + "|1:44: search.freeze[0] is \"instructions\"; did you mean \"instruction\"?",
                "{task: ../tasks/routing, search: {selector: best}}"
                        + "|1:45: search.selector is \"best\"; known: tournament, truncation, stochastic-universal, elite",
                "{task: ../tasks/routing, search: {proposerTemperature: 3}}"
                        + "|1:56: search.proposerTemperature is 3; write at most 2",
                "{task: ../tasks/routing, search: {survivors: 5, populationSize: 5}}|1:34: search: survivors is 5 of a"
                        + " populationSize of 5; write fewer, so that there is room for new candidates",
                "{task: ../tasks/routing, search: {objectives: [prompt-tokens]}}|1:34: search: objectives lack score;"
                        + " add it: a short prompt alone is no aim",
                "{task: ../tasks/routing, search: {prefer: shortest}}|1:43: search.prefer is \"shortest\";"
                        + " write best or shortest-within N%, e.g. shortest-within 1%",
                "{task: ../tasks/routing, export: [pdf]}|1:35: export[0] is \"pdf\"; known: txt, md, json, langchain4j, spring-ai,"
                        + " dotprompt, github, promptfoo, dspy, openai, semantic-kernel",
                "{task: ../tasks/routing, models: {executor: {urls: [\"http://a/v1\"]}}}"
                        + "|1:45: missing key \"models.executor.model\"; add it, e.g. openai:llama3.2",
                "{task: ../tasks/routing, models: {executor: {model: \"openai:a\", url: \"http://a/v1\"}}}"
                        + "|1:65: unknown key \"url\"; did you mean \"urls\"?",
                "{task: ../tasks/routing, models: {executor: {model: \"openai:a\", urls: [\"a\"]}}}"
                        + "|1:72: models.executor.urls[0] is no base URL; it looks like https://host[:port]/path or"
                        + " http://127.0.0.1:8080/v1",
                "{task: ../tasks/routing, models: {executor: {model: \"openai:a\", urls: [\"http://u:p@a/v1\"]}}}"
                        + "|1:72: models.executor.urls[0] holds a password; leave it out and set the provider's key"
                        + " variable",
                "{task: ../tasks/routing, models: {executor: {model: x.gguf, contextTokens: 5}}}"
                        + "|1:45: models.executor says how a server is reached, but x.gguf runs in this process; write"
                        + " the name alone",
                "{task: ../tasks/routing, models: {executor: {model: \"openai:a\", contextTokens: 5}, judge: {model:"
                        + " \"openai:a\", contextTokens: 6}}}|1:91: models.judge says of openai:a something else than"
                        + " another role does; write the same, or the name alone",
                "{task: ../tasks/routing, models: {executor: {model: \"openai:a\", group: \"a b\"}}}"
                        + "|1:72: models.executor.group is \"a b\"; write letters, digits, dots, dashes and"
                        + " underscores, e.g. farm-1",
                "{task: ../tasks/routing, models: {executor: llama}}|1:45: models.executor: no model \"llama\"; "
                        + "write who runs it before it, such as embedded:llama; allowed are embedded:NAME, openai:NAME, ollama:NAME, anthropic:NAME, gemini:NAME, "
                        + "mistral:NAME and a path that ends in .gguf",
            })
    void errorsNamePlaceValueAndWhatToDo(String yaml, String expected) throws IOException {
        final Path file = Files.writeString(folder.resolve("configs/c.yaml"), yaml);

        final InvalidFileException e =
                catchThrowableOfType(InvalidFileException.class, () -> SearchConfigReader.read(file));

        assertThat(e).hasMessage(file + ":" + expected);
    }

    private SearchFile read(String yaml) throws IOException {
        return SearchConfigReader.read(Files.writeString(folder.resolve("configs/c.yaml"), yaml));
    }
}
