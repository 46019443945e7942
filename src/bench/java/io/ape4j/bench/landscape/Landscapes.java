package io.ape4j.bench.landscape;

import io.ape4j.bench.landscape.Landscape.Combination;
import io.ape4j.bench.landscape.Landscape.Phrase;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.Strategy;
import io.ape4j.search.strategy.Strategies;
import java.util.ArrayList;
import java.util.List;

/** Searches over landscapes of the kinds that matter, one for each number. */
public final class Landscapes {
    private static final int SELECT = 150;
    private static final int TEST = 200;
    private static final int CALLS = 500;
    private static final int PHRASES = 12;
    private static final double[] STARTS = {0.3, 0.5, 0.7};
    private static final double[] CORRELATIONS = {0.2, 0.5, 0.8};
    private static final double GAIN = 0.15;

    private Landscapes() {}

    /** No prompt is better than another: at three accuracies, three correlations, by all strategies. */
    public static SimulatedSearch equal(int number) {
        final List<Strategy> strategies = Strategies.all();
        return equal(strategies.get(number / 9 % strategies.size()).strategyName(), number);
    }

    /** As above, by one strategy. */
    public static SimulatedSearch equal(String strategy, int number) {
        return search(
                new Landscape(number, STARTS[number % 3], phrases(0, 0), List.of(), CORRELATIONS[number / 3 % 3], 0),
                strategy,
                CALLS);
    }

    /** One phrase adds 15 points; one proposal in seven has it. Where prompts differ, a third of the examples get worse. */
    public static SimulatedSearch planted(int number, int calls) {
        return planted("evolution", number, calls);
    }

    /** As above, by another strategy. */
    public static SimulatedSearch planted(String strategy, int number, int calls) {
        return search(
                new Landscape(number, STARTS[number % 3], phrases(GAIN, 0.15), List.of(), 0.5, 0), strategy, calls);
    }

    /** Two phrases add 5 points each, and 10 more together. */
    public static SimulatedSearch interacting(int number, int calls) {
        final List<Phrase> phrases = new ArrayList<>(phrases(0.05, 0.15));
        phrases.set(1, new Phrase(phrases.get(1).text(), 0.05, 0.15));
        return search(
                new Landscape(
                        number,
                        STARTS[number % 3],
                        phrases,
                        List.of(new Combination(
                                List.of(phrases.get(0).text(), phrases.get(1).text()), 0.10)),
                        0.5,
                        0),
                "evolution",
                calls);
    }

    /** The planted gain where late examples are much harder than early ones. */
    public static SimulatedSearch drifting(int number, int calls) {
        return search(new Landscape(number, 0.5, phrases(GAIN, 0.15), List.of(), 0.5, 0.4), "evolution", calls);
    }

    private static SimulatedSearch search(Landscape landscape, String strategy, int calls) {
        return new SimulatedSearch(landscape, strategy, SearchParameters.STANDARD, SELECT, TEST, calls);
    }

    private static List<Phrase> phrases(double gain, double share) {
        final List<Phrase> phrases = new ArrayList<>();
        phrases.add(new Phrase("phrase 0", gain, share));
        for (int i = 1; i < PHRASES; i++) {
            phrases.add(new Phrase("phrase " + (i + 100), 0, 0.2));
        }
        return phrases;
    }
}
