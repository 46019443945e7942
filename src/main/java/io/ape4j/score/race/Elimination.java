package io.ape4j.score.race;

import io.ape4j.prompt.Prompt;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.stats.sequential.BettingTest;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who of the contenders is surely not the best, after every example and however often one looks.
 *
 * <p><b>What is guaranteed.</b> Let the contenders and their scores be given, and the order of the examples then be drawn
 * at random. The contender with the highest mean over <em>all</em> the examples, which is the one that full evaluation
 * would find, is ever dropped with a chance of at most the error rate; where several share that mean, this is true of each
 * of them. It needs no assumption about the scores, however they are distributed or correlated, nor a correction for the
 * number of looks or of rivals, and one may stop at any time for any reason.
 *
 * <p><b>What is not.</b> It is a statement about these examples, not about others that there could be: that full evaluation
 * finds the truly best prompt is not said. And it fails where the contenders depend on scores of examples that count here,
 * such as survivors of an earlier race over the same examples: their luck is counted as merit. Give such a race the
 * examples that none of those decisions rested on.
 *
 * <p><b>How.</b> Each contender j stands against every rival i in a {@link BettingTest} of "over all examples, i is no
 * better than j", which takes in i's score minus j's, example by example, as draws without replacement (Waudby-Smith and
 * Ramdas 2024, section 5). If j is best, each of these hypotheses is true, each capital is a nonnegative supermartingale
 * from 1, and so is their mean, in which those of rivals that left stand still. It reaches one over the error rate with a
 * chance of at most the error rate; then j leaves. Only the best matters, so that j need not be corrected for; and a mean
 * of capitals drops whomever a Bonferroni correction over the rivals would, and others (V. Vovk and R. Wang, 2021,
 * "E-values: calibration, combination and applications", Annals of Statistics 49(3), section 3).
 */
public final class Elimination {
    private final List<Example> examples;
    private final double errorRate;
    private final int stay;
    private final List<Contender> contenders;
    /** Numbers of those that have not left, ascending. */
    private final List<Integer> in = new ArrayList<>();

    private int seen;

    /** One of them, with the evidence that each of the others, in their order, is better. */
    private static final class Contender {
        private final Prompt prompt;
        private final List<BettingTest> againstRivals;
        private double total;

        Contender(Prompt prompt, int rivals, int examples) {
            this.prompt = prompt;
            againstRivals = IntStream.range(0, rivals)
                    .mapToObj(i -> BettingTest.ofMeanAtMost(0, examples))
                    .toList();
        }

        double evidence() {
            return againstRivals.stream()
                    .mapToDouble(BettingTest::eValue)
                    .average()
                    .orElse(0);
        }
    }

    /**
     * Begins with nothing seen.
     *
     * @param contenders each once
     * @param examples all of them, in random order
     * @param errorRate most chance to drop the best, in (0, 1)
     * @param stay how many are never dropped, at least 1
     */
    public Elimination(List<Prompt> contenders, List<Example> examples, double errorRate, int stay) {
        checkErrorRate(errorRate);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("an elimination needs at least one example");
        }
        if (stay < 1) {
            throw new IllegalArgumentException("stay must be at least 1, was " + stay);
        }
        if (contenders.stream().distinct().count() < contenders.size()) {
            throw new IllegalArgumentException("a prompt is among the contenders twice; give each once");
        }
        this.examples = List.copyOf(examples);
        this.errorRate = errorRate;
        this.stay = stay;
        this.contenders = contenders.stream()
                .map(prompt -> new Contender(prompt, contenders.size() - 1, examples.size()))
                .toList();
        contenders.forEach(prompt -> in.add(in.size()));
    }

    /**
     * Takes in the scores of the next examples, as far as all that are in have one.
     *
     * @param upTo how many of the examples have been scored by now
     * @return those that leave, in the order in which they do
     */
    public List<Departure> observe(ScoreBoard board, int upTo) {
        final List<Departure> departures = new ArrayList<>();
        while (seen < upTo && in.size() > stay) {
            final Optional<double[]> scores = scores(board, examples.get(seen));
            if (scores.isEmpty()) {
                break;
            }
            compare(scores.get());
            seen++;
            departures.addAll(drop());
        }
        return departures;
    }

    /** Takes somebody out for another reason; nobody's evidence changes by that. */
    public void remove(Prompt prompt) {
        in.removeIf(number -> contenders.get(number).prompt.equals(prompt));
    }

    private Optional<double[]> scores(ScoreBoard board, Example example) {
        final double[] scores = new double[contenders.size()];
        for (final int number : in) {
            final ScoredAnswer answer = board.of(contenders.get(number).prompt).get(example);
            if (answer == null) {
                return Optional.empty();
            }
            scores[number] = answer.value();
        }
        return Optional.of(scores);
    }

    private void compare(double[] scores) {
        for (final int one : in) {
            final Contender contender = contenders.get(one);
            contender.total += scores[one];
            for (final int rival : in) {
                if (rival != one) {
                    contender.againstRivals.get(rival < one ? rival : rival - 1).add(scores[rival] - scores[one]);
                }
            }
        }
    }

    private List<Departure> drop() {
        final List<Integer> worse = in.stream()
                .filter(number -> contenders.get(number).evidence() >= 1 / errorRate)
                .sorted(Comparator.comparingDouble(number -> contenders.get(number).total))
                .limit(in.size() - stay)
                .toList();
        in.removeAll(worse);
        return worse.stream()
                .map(number -> new Departure(contenders.get(number).prompt, seen, Guarantee.SURE))
                .toList();
    }

    static void checkErrorRate(double errorRate) {
        if (!(errorRate > 0 && errorRate < 1)) {
            throw new IllegalArgumentException("an error rate lies between 0 and 1, not at " + errorRate);
        }
    }

    /**
     * The fewest examples after which anybody can be dropped: who scores 0 on each of them where all rivals score 1. With a
     * budget for fewer no elimination can be certain; those that are less bad take many times as many.
     *
     * @param examples how many there are in all, at least 1
     * @param errorRate in (0, 1)
     */
    public static int fewestExamples(int examples, double errorRate) {
        checkErrorRate(errorRate);
        final BettingTest test = BettingTest.ofMeanAtMost(0, examples);
        while (!test.rejects(errorRate)) {
            test.add(1);
        }
        return (int) test.count();
    }
}
