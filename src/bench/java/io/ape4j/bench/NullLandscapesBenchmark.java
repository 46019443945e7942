package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.bench.landscape.Landscapes;
import io.ape4j.bench.landscape.SimulatedSearch;
import io.ape4j.stats.Interval;
import io.ape4j.stats.Verdict;
import io.ape4j.stats.WilsonInterval;
import java.util.List;
import java.util.stream.IntStream;

/** How often a search over prompts that are all equally good ends in {@code better}. */
final class NullLandscapesBenchmark implements Benchmark {
    private static final int SEARCHES = 400;
    private static final int QUICK_SEARCHES = 80;

    @Override
    public String name() {
        return "null-landscapes";
    }

    @Override
    public String summary() {
        return "false wins of searches in which no prompt is better than another (simulated executor)";
    }

    @Override
    public ObjectNode run(boolean quick, Progress progress) {
        final int searches = quick ? QUICK_SEARCHES : SEARCHES;
        progress.at(searches + " searches of 500 calls, 200 test examples each");
        final List<SimulatedSearch.Outcome> outcomes = IntStream.range(0, searches)
                .parallel()
                .mapToObj(i -> Landscapes.equal(i).run(i))
                .toList();
        final int wins = (int) outcomes.stream()
                .filter(outcome -> outcome.comparison().verdict() == Verdict.BETTER)
                .count();
        final Interval share = WilsonInterval.of(wins, searches);
        final ObjectNode figures = JsonNodeFactory.instance.objectNode();
        figures.put("searches", searches);
        figures.put("falseWins", wins);
        figures.put("lower95", share.low());
        figures.put("upper95", share.high());
        figures.put(
                "meanCalls",
                outcomes.stream()
                        .mapToLong(SimulatedSearch.Outcome::calls)
                        .average()
                        .orElse(0));
        return figures;
    }
}
