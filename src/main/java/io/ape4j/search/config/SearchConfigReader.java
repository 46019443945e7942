package io.ape4j.search.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.operator.DemonstrationChoice;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.resample.OperatorChoice;
import io.ape4j.search.resample.Resampling;
import io.ape4j.select.Goal;
import io.ape4j.select.Objective;
import io.ape4j.select.Preference;
import io.ape4j.select.Selection;
import io.ape4j.task.file.CheckedYaml;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.Problems;
import io.ape4j.task.text.Shown;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads a search file; its format is {@code docs/schema/search.schema.json}. */
public final class SearchConfigReader {
    static final String SCHEMA = "search.schema.json";

    private static final BigDecimal MILLIS_PER_MINUTE = BigDecimal.valueOf(60_000);

    private final CheckedYaml yaml;
    private final JsonNode root;
    private final Problems problems = new Problems();

    private SearchConfigReader(CheckedYaml yaml) {
        this.yaml = yaml;
        this.root = yaml.root();
    }

    /**
     * Reads a file. The task itself is not read; that it is there is checked.
     *
     * @throws InvalidFileException with everything that is wrong
     */
    public static SearchFile read(Path file) {
        return new SearchConfigReader(CheckedYaml.read(file, SCHEMA)).file();
    }

    private SearchFile file() {
        final JsonNode splits = root.path("splits");
        final Path task = task();
        final SearchConfig config = config();
        final SearchLimits limits = limits();
        problems.throwIfAny();
        return new SearchFile(task, config, limits, cap(splits.path("selectCap")), cap(splits.path("testCap")));
    }

    private Path task() {
        final String name = root.path("task").asText();
        try {
            final Path task = yaml.file().resolveSibling(name).normalize();
            if (!Files.exists(task)) {
                problem(
                        "task is " + Shown.quoted(name) + ", but there is no such folder beside this file; correct it",
                        "task");
            }
            return task;
        } catch (InvalidPathException e) {
            problem("task is " + Shown.quoted(name) + ", which is no path; correct it", "task");
            return yaml.file();
        }
    }

    private SearchConfig config() {
        final SearchConfig standard = SearchConfig.STANDARD;
        return new SearchConfig(
                root.path("strategy").asText(standard.strategy()),
                root.path("seed").asLong(standard.seed()),
                new ModelsSection(yaml, problems).read(),
                parameters(root.path("search")),
                root.has("export") ? texts(root.path("export")) : standard.exports());
    }

    private SearchParameters parameters(JsonNode node) {
        final SearchParameters standard = SearchParameters.STANDARD;
        try {
            return standard.toBuilder()
                    .proposals(node.path("proposals").asInt(standard.proposals()))
                    .knownTasks(node.path("knownTasks").asInt(standard.knownTasks()))
                    .populationSize(node.path("populationSize").asInt(standard.populationSize()))
                    .offspring(node.path("offspring").asInt(standard.offspring()))
                    .generations(node.path("generations").asInt(standard.generations()))
                    .survivors(node.path("survivors").asInt(standard.survivors()))
                    .blockSize(node.path("blockSize").asInt(standard.blockSize()))
                    .eliminationError(node.path("eliminationError").asDouble(standard.eliminationError()))
                    .demonstrations(node.path("demonstrations").asInt(standard.demonstrations()))
                    .freeze(node.has("freeze") ? new HashSet<>(texts(node.path("freeze"))) : standard.freeze())
                    .selector(selection(node.path("selector"), standard.selector()))
                    .survivorSelector(selection(node.path("survivorSelector"), standard.survivorSelector()))
                    .proposer(proposer(node, standard.proposer()))
                    .resampling(resampling(node, standard.resampling()))
                    .rankBy(Ranking.named(
                            node.path("rankBy").asText(standard.rankBy().configName())))
                    .goal(goal(node, standard.goal()))
                    .build();
        } catch (IllegalArgumentException e) {
            problem("search: " + e.getMessage(), "search");
            return standard;
        }
    }

    private static Proposer.Settings proposer(JsonNode node, Proposer.Settings standard) {
        return new Proposer.Settings(
                node.path("proposerTemperature").asDouble(standard.temperature()),
                node.path("proposerPairs").asInt(standard.pairs()),
                node.path("workedExamples").asInt(standard.workedExamples()),
                node.path("facts").asBoolean(standard.facts()),
                node.path("angles").asBoolean(standard.angles()));
    }

    private static Resampling resampling(JsonNode node, Resampling standard) {
        return new Resampling(
                node.has("operators") ? texts(node.path("operators")) : standard.operators(),
                node.has("operatorChoice")
                        ? OperatorChoice.named(node.path("operatorChoice").asText())
                        : standard.operatorChoice(),
                node.has("demonstrationChoice")
                        ? DemonstrationChoice.named(
                                node.path("demonstrationChoice").asText())
                        : standard.demonstrationChoice());
    }

    private static Goal goal(JsonNode node, Goal standard) {
        return new Goal(
                node.has("objectives")
                        ? texts(node.path("objectives")).stream()
                                .map(Objective::named)
                                .toList()
                        : standard.objectives(),
                node.has("prefer") ? Preference.parse(node.path("prefer").asText()) : standard.prefer());
    }

    private static Selection selection(JsonNode node, Selection standard) {
        return node.isTextual() ? Selection.named(node.textValue()) : standard;
    }

    private SearchLimits limits() {
        final JsonNode node = root.path("limits");
        return new SearchLimits(
                whole(node.path("calls")),
                whole(node.path("tokens")),
                Optional.of(node.path("cost")).filter(JsonNode::isNumber).map(JsonNode::decimalValue),
                Optional.of(node.path("minutes")).filter(JsonNode::isNumber).map(SearchConfigReader::minutes),
                root.has("concurrency")
                        ? OptionalInt.of(root.path("concurrency").asInt())
                        : OptionalInt.empty());
    }

    private static OptionalInt cap(JsonNode node) {
        return node.isNumber() ? OptionalInt.of(node.asInt()) : OptionalInt.empty();
    }

    private static OptionalLong whole(JsonNode node) {
        return node.isNumber() ? OptionalLong.of(node.asLong()) : OptionalLong.empty();
    }

    private static Duration minutes(JsonNode node) {
        final BigDecimal millis = node.decimalValue().multiply(MILLIS_PER_MINUTE);
        return Duration.ofMillis(
                Math.max(1, millis.setScale(0, RoundingMode.HALF_UP).longValue()));
    }

    private static List<String> texts(JsonNode list) {
        final List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private void problem(String message, Object... path) {
        problems.add(yaml.file(), yaml.locate(path), message);
    }
}
