package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.bench.landscape.Landscapes;
import io.ape4j.bench.landscape.SimulatedSearch;
import io.ape4j.bench.landscape.SimulatedSearch.Outcome;
import io.ape4j.stats.Verdict;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How often a gain of 15 points is found and confirmed: in one phrase, in two together, and where examples get harder. */
final class PlantedBenchmark implements Benchmark {
    private static final int SEARCHES = 200;
    private static final int QUICK_SEARCHES = 40;
    private static final int CALLS = 500;
    private static final double FOUND = 0.10;

    @Override
    public String name() {
        return "planted";
    }

    @Override
    public String summary() {
        return "searches that find and confirm a planted gain of 15 points at 60, 100 and 500 calls (simulated executor)";
    }

    @Override
    public ObjectNode run(boolean quick, Progress progress) {
        final int searches = quick ? QUICK_SEARCHES : SEARCHES;
        final ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("searches", searches);
        progress.at(searches + " searches of " + CALLS + " calls");
        measure(searches, i -> Landscapes.planted(i, CALLS), figures);
        for (final int calls : List.of(100, 60)) {
            progress.at(searches + " searches of " + calls + " calls");
            measure(searches, i -> Landscapes.planted(i, calls), figures.putObject("at" + calls));
        }
        progress.at(searches + " searches for two phrases that belong together");
        measure(searches, i -> Landscapes.interacting(i, CALLS), figures.putObject("interacting"));
        progress.at(searches + " searches where late examples are harder");
        measure(searches, i -> Landscapes.drifting(i, CALLS), figures.putObject("drifting"));
        return figures;
    }

    private static void measure(int searches, IntFunction<SimulatedSearch> search, ObjectNode figures) {
        final List<Outcome> outcomes = IntStream.range(0, searches)
                .parallel()
                .mapToObj(i -> search.apply(i).run(i))
                .toList();
        figures.put(
                "confirmed",
                outcomes.stream()
                        .filter(outcome -> outcome.comparison().verdict() == Verdict.BETTER)
                        .count());
        figures.put(
                "found",
                outcomes.stream()
                        .filter(outcome -> outcome.winner() - outcome.baseline() >= FOUND)
                        .count());
        figures.put(
                "made",
                outcomes.stream()
                        .filter(outcome -> outcome.best() - outcome.baseline() >= FOUND)
                        .count());
        figures.put(
                "meanCalls",
                outcomes.stream().mapToLong(Outcome::calls).average().orElse(0));
        figures.put(
                "meanCandidates",
                outcomes.stream().mapToInt(Outcome::candidates).average().orElse(0));
        figures.put(
                "meanTrueGain",
                outcomes.stream()
                        .mapToDouble(outcome -> outcome.winner() - outcome.baseline())
                        .average()
                        .orElse(0));
    }
}
