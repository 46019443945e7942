package io.ape4j.score.race;

import io.ape4j.prompt.Prompt;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A race that drops only the surely worse as long as its budget allows, and halves by rank from there on, and says which
 * of both it did. All contenders are scored block by block on the same examples.
 *
 * <p>Where the budget suffices to score everybody who is left on everything, only {@link Elimination} decides who leaves,
 * and the race stops when few enough are left. Else it does so for half of its budget, and then halves by rank in rounds
 * of equal cost (Karnin, Koren and Somekh 2013, "Almost optimal exploration in multi-armed bandits", Algorithm 1, in which
 * earlier scores count on) until what is left of the budget suffices for what is left of the contenders. A budget that
 * can't make any elimination certain is spent by rank from the start. Such a race finds as good a winner as halving alone
 * at the same budget, which the benchmark {@code racing} measures, and often without spending it.
 */
public final class SafeRace {
    private static final double SURE_SHARE = 0.5;
    /** Every pair is tested after every example. */
    private static final int MOST_CONTENDERS = 200;

    private final ScoreBoard board;
    private final List<Example> examples;
    private final int blockSize;
    private final double eliminationError;

    /**
     * How a race went.
     *
     * @param ranking all contenders, best first: those that are left by mean over the examples they were scored on, then
     *     those that left, the last one first
     * @param departures who left, in that order, and why
     * @param guarantee {@link Guarantee#SURE} if all who left are surely worse, also where nobody left
     * @param eliminationError the most chance that the best over all examples is among those who left for certain
     * @param complete whether it came to its end: few enough were left, or no examples
     */
    public record Result(
            List<Prompt> ranking,
            List<Departure> departures,
            Guarantee guarantee,
            double eliminationError,
            boolean complete) {
        public Result {
            ranking = List.copyOf(ranking);
            departures = List.copyOf(departures);
        }

        /** How many left because they are surely worse. */
        public int surelyWorse() {
            return (int) departures.stream()
                    .filter(departure -> departure.guarantee() == Guarantee.SURE)
                    .count();
        }

        /** Those who did not leave, best first. */
        public List<Prompt> left() {
            return ranking.subList(0, ranking.size() - departures.size());
        }
    }

    /**
     * Sets up races over the same examples.
     *
     * @param examples in an order drawn at random, none of whose scores the choice of contenders rested on; see
     *     {@link Elimination} for why
     * @param blockSize examples that are asked for at once
     * @param eliminationError most chance that a race whose guarantee is {@link Guarantee#SURE} dropped the best, in (0, 1)
     */
    public SafeRace(ScoreBoard board, List<Example> examples, int blockSize, double eliminationError) {
        this.board = Objects.requireNonNull(board, "board");
        this.examples = List.copyOf(examples);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("a race needs at least one example");
        }
        if (blockSize < 1) {
            throw new IllegalArgumentException("blockSize must be at least 1, was " + blockSize);
        }
        this.blockSize = blockSize;
        Elimination.checkErrorRate(eliminationError);
        this.eliminationError = eliminationError;
    }

    /**
     * Whether a budget makes it possible at all to drop somebody for certain; it takes somebody who is very bad. For a race
     * to end without any decision by rank takes a third to two thirds of what it costs to score everybody on everything
     * where contenders differ, and nearly all of it where they don't.
     *
     * @param budget requests
     */
    public boolean canBeSure(List<Prompt> contenders, long budget) {
        if (contenders.size() > MOST_CONTENDERS) {
            return false;
        }
        final int fewest = Elimination.fewestExamples(examples.size(), eliminationError);
        return board.missing(contenders, examples.subList(0, fewest)) <= (long) (SURE_SHARE * budget)
                || board.missing(contenders, examples) <= budget;
    }

    /**
     * Runs one race.
     *
     * @param contenders each once, in an order that breaks ties: earlier ones win
     * @param budget most requests to ask
     * @param stay how many are never dropped, at least 1; when no more are left the race is over
     */
    public Result run(List<Prompt> contenders, long budget, int stay) {
        final Course course = new Course(contenders, budget, stay);
        if (canBeSure(contenders, budget)) {
            course.spend((long) (SURE_SHARE * budget));
        }
        while (course.goesOn()) {
            if (course.seen > 0 && !course.affordsAll()) {
                course.halve();
            }
            if (course.goesOn() && !course.spend(course.share())) {
                break;
            }
        }
        return course.result();
    }

    /** One race under way. */
    private final class Course {
        private final int stay;
        private final Elimination elimination;
        private final List<Prompt> left;
        private final List<Departure> departures = new ArrayList<>();
        private long remaining;
        private int seen;
        private boolean affordsAll;
        private boolean stopped;

        Course(List<Prompt> contenders, long budget, int stay) {
            this.stay = stay;
            elimination = new Elimination(contenders, examples, eliminationError, stay);
            left = new ArrayList<>(contenders);
            remaining = budget;
        }

        boolean goesOn() {
            return !stopped && left.size() > stay && seen < examples.size();
        }

        /** Whether all who are left can be scored on everything; stays true, as nobody joins. */
        boolean affordsAll() {
            affordsAll = affordsAll || cost(examples.size()) <= remaining;
            return affordsAll;
        }

        /** What the next of the rounds by rank may cost: at least an example for each, where there is so much. */
        long share() {
            int rounds = 0;
            for (int size = left.size(); size > stay; size = halfOf(size)) {
                rounds++;
            }
            return Math.max(remaining / Math.max(1, rounds), Math.min(remaining, cost(seen + 1)));
        }

        private int halfOf(int size) {
            return Math.max(stay, (size + 1) / 2);
        }

        private long cost(int upTo) {
            return board.missing(left, examples.subList(seen, upTo));
        }

        /**
         * Scores block by block and drops the surely worse, for at most this many requests, or to the end if that can be
         * afforded.
         *
         * @return whether there was enough for an example
         */
        boolean spend(long most) {
            final int before = seen;
            final long after = remaining - most;
            while (goesOn()) {
                final int upTo = reach(affordsAll() ? remaining : remaining - after);
                if (upTo == seen) {
                    break;
                }
                remaining -= cost(upTo);
                stopped = !board.score(left, examples.subList(seen, upTo));
                seen = stopped
                        ? seen
                                + board.shared(left, examples.subList(seen, upTo))
                                        .size()
                        : upTo;
                elimination.observe(board, seen).forEach(this::leave);
            }
            return seen > before;
        }

        private int reach(long most) {
            int upTo = Math.min(examples.size(), seen + blockSize);
            while (upTo > seen && cost(upTo) > most) {
                upTo--;
            }
            return upTo;
        }

        void halve() {
            final List<Prompt> worseHalf = new ArrayList<>(sorted().subList(halfOf(left.size()), left.size()));
            Collections.reverse(worseHalf);
            for (final Prompt prompt : worseHalf) {
                elimination.remove(prompt);
                leave(new Departure(prompt, seen, Guarantee.BY_RANK));
            }
        }

        private void leave(Departure departure) {
            left.remove(departure.prompt());
            departures.add(departure);
        }

        private List<Prompt> sorted() {
            final List<Example> shared = board.shared(left, examples.subList(0, seen));
            return left.stream()
                    .sorted(Comparator.comparingDouble((Prompt prompt) -> -board.mean(prompt, shared)))
                    .toList();
        }

        Result result() {
            final List<Prompt> ranking = new ArrayList<>(sorted());
            for (int i = departures.size() - 1; i >= 0; i--) {
                ranking.add(departures.get(i).prompt());
            }
            final boolean sure = departures.stream().allMatch(departure -> departure.guarantee() == Guarantee.SURE);
            return new Result(
                    ranking,
                    departures,
                    sure ? Guarantee.SURE : Guarantee.BY_RANK,
                    eliminationError,
                    left.size() <= stay || seen == examples.size());
        }
    }
}
