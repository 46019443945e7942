package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.export.Exports;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.PromptLength;
import io.ape4j.propose.operator.DemonstrationChoice;
import io.ape4j.propose.operator.Operators;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.resample.OperatorChoice;
import io.ape4j.search.resample.Resampling;
import io.ape4j.select.Goal;
import io.ape4j.select.Objective;
import io.ape4j.select.Preference;
import io.ape4j.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchDeterminismTest {
    private static final SearchParameters PARAMETERS = SearchParameters.builder()
            .populationSize(6)
            .offspring(4)
            .blockSize(3)
            .build();

    @TempDir
    private Path folder;

    private final Task task = Simulation.task();

    @ParameterizedTest
    @ValueSource(strings = {"ape", "evolution", "trajectory", "reflective", "policy-gradient"})
    void sameSeedExportsTheSameBytesAtAnyConcurrency(String strategy) {
        final SortedMap<String, String> one =
                Simulation.exports(search("1", strategy, 7).concurrency(1).run());

        final SortedMap<String, String> four =
                Simulation.exports(search("4", strategy, 7).concurrency(4).run());
        final SortedMap<String, String> many =
                Simulation.exports(search("64", strategy, 7).concurrency(64).run());

        assertThat(one).hasSizeGreaterThan(Exports.ids().size());
        assertThat(four).isEqualTo(one);
        assertThat(many).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ape", "evolution", "trajectory", "reflective", "policy-gradient"})
    void warmCacheExportsWhatTheColdOneDidWithoutAnyCall(String strategy) {
        final SimulatedModel model = new SimulatedModel(task);
        final SearchReport cold =
                search("same", strategy, 7, model).concurrency(8).run();
        final int bought = model.answers();

        final SearchReport warm =
                search("same", strategy, 7, model).concurrency(3).run();
        final SearchReport without =
                search("same", strategy, 7, model).cache(CacheMode.OFF).run();

        assertThat(model.answers()).isEqualTo(2 * bought);
        assertThat(warm.folder().path()).isNotEqualTo(cold.folder().path());
        assertThat(Simulation.exports(warm)).isEqualTo(Simulation.exports(cold));
        assertThat(Simulation.exports(without)).isEqualTo(Simulation.exports(cold));
        assertThat(warm.toJson().at("/calls/bought").asInt()).isZero();
        assertThat(warm.toJson().at("/calls/cached").asInt()).isEqualTo(bought);
        assertThat(cold.toJson().at("/calls/bought").asInt()).isEqualTo(bought);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ape", "evolution", "trajectory", "reflective", "policy-gradient"})
    void replayWithTheCacheDeletedEndsInTheSameExportsWithoutAnyCall(String strategy) throws IOException {
        final SimulatedModel model = new SimulatedModel(task);
        final SearchReport run = search("run", strategy, 7, model).run();
        final int bought = model.answers();
        try (var cache = Files.list(folder.resolve("run").resolve("home").resolve("cache"))) {
            for (final Path file : cache.toList()) {
                Files.delete(file);
            }
        }

        final SearchReport replayed = Simulation.replay(run.folder());

        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(run));
        assertThat(replayed.exports()).hasSizeGreaterThan(Exports.ids().size());
        assertThat(model.answers()).isEqualTo(bought);
        assertThat(replayed.toJson().at("/calls/bought").asInt()).isZero();
        assertThat(replayed.toJson().at("/calls/replayed").asInt()).isEqualTo(bought);
        assertThat(replayed.result().outcome()).isEqualTo(run.result().outcome());
    }

    @ParameterizedTest
    @ValueSource(strings = {Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER})
    void frozenPartsNeverChange(String part) {
        final Task withBaseline = Simulation.builder(12, 16, 12)
                .maxTokens(80)
                .baseline("Say what it is.")
                .build();

        for (final String strategy : List.of("ape", "evolution", "trajectory", "reflective", "policy-gradient")) {
            final SearchReport report = Simulation.search(
                            withBaseline, new SimulatedModel(withBaseline), folder.resolve(strategy))
                    .parameters(PARAMETERS)
                    .strategy(strategy)
                    .freeze(Set.of(part))
                    .run();

            final Candidate baseline = report.result().outcome().baseline();
            assertThat(report.result().outcome().candidates())
                    .allSatisfy(candidate -> assertThat(
                                    candidate.prompt().answering().parts().get(part))
                            .isEqualTo(baseline.prompt().answering().parts().get(part)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SIMILAR", "DIVERSE"})
    void adaptiveChoiceAmongAllOperatorsIsAsDetermined(DemonstrationChoice demonstrations) {
        final SearchParameters adaptive = PARAMETERS.toBuilder()
                .resampling(new Resampling(List.of(Operators.ALL), OperatorChoice.ADAPTIVE, demonstrations))
                .build();
        final SearchReport one =
                search("1", "evolution", 7).parameters(adaptive).concurrency(1).run();

        final SearchReport many = search("64", "evolution", 7)
                .parameters(adaptive)
                .concurrency(64)
                .run();
        final SearchReport replayed = Simulation.replay(many.folder());

        assertThat(many.result().outcome()).isEqualTo(one.result().outcome());
        assertThat(replayed.result().outcome()).isEqualTo(one.result().outcome());
        assertThat(Simulation.exports(many)).isEqualTo(Simulation.exports(one));
        assertThat(one.result().outcome().operators())
                .isNotEmpty()
                .allSatisfy(brought -> assertThat(brought.tried()).isPositive());
    }

    @Test
    void fiveSeedsAreFiveSearches() {
        final Set<List<String>> tried = new HashSet<>();
        for (int seed = 1; seed <= 5; seed++) {
            final SearchReport report = search("seed" + seed, "evolution", seed).run();
            tried.add(report.result().outcome().candidates().stream()
                    .map(candidate -> candidate.prompt().toString())
                    .toList());
        }

        assertThat(tried).hasSize(5);
    }

    @Test
    void theExportsHoldNeitherPathNorRunNameNorTime() {
        final SearchReport report = search("here", "evolution", 3).run();

        assertThat(Simulation.exports(report).values())
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(folder.toString())
                        .doesNotContain("\"run\"")
                        .doesNotContain("20" + "26-"));
    }

    @Test
    void theSearchFindsWhatTheSimulatedModelLikes() {
        final SearchReport report = search("good", "evolution", 1).run();

        final double winner = report.result()
                .outcome()
                .standing(report.result().outcome().winner())
                .mean();
        final double baseline = report.result()
                .outcome()
                .standing(report.result().outcome().baseline())
                .mean();
        assertThat(winner).isGreaterThan(baseline);
    }

    @Test
    void theFrontOfScoreAndLengthIsTheSameAtAnyConcurrencyAndInAReplay() {
        final SearchReport one = shortest("1").concurrency(1).run();

        final SearchReport many = shortest("64").concurrency(64).run();
        final SearchReport replayed = Simulation.replay(many.folder());

        assertThat(Simulation.exports(many)).isEqualTo(Simulation.exports(one));
        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.rendered(one));
        assertThat(replayed.toJson().get("front"))
                .isEqualTo(one.toJson().get("front"))
                .isNotEmpty();
    }

    @Test
    void aPreferenceForShortPromptsEndsInOneNoLongerThanTheBest() {
        final SearchReport report = shortest("short").run();

        final SearchOutcome outcome = report.result().outcome();
        final Candidate best = outcome.ranking().get(0).candidate();
        final List<String> fields = task.about().fields();
        assertThat(PromptLength.tokens(outcome.winner().prompt(), fields))
                .isLessThanOrEqualTo(PromptLength.tokens(best.prompt(), fields));
        assertThat(outcome.standing(outcome.winner()).fitness())
                .isGreaterThanOrEqualTo(outcome.ranking().get(0).fitness() - 0.1);
    }

    private Search shortest(String name) {
        return search(name, "evolution", 7)
                .parameters(PARAMETERS.toBuilder()
                        .goal(new Goal(
                                List.of(Objective.SCORE, Objective.PROMPT_TOKENS),
                                Preference.parse("shortest-within 10%")))
                        .build());
    }

    private Search search(String name, String strategy, long seed) {
        return search(name, strategy, seed, new SimulatedModel(task));
    }

    private Search search(String name, String strategy, long seed, SimulatedModel model) {
        return Simulation.search(task, model, folder.resolve(name))
                .parameters(PARAMETERS)
                .strategy(strategy)
                .seed(seed)
                .maxCalls(120);
    }
}
