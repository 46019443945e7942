package io.ape4j.score.race;

import io.ape4j.prompt.Prompt;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Sequential halving at a fixed budget on paired blocks (Karnin, Koren and Somekh 2013, "Almost optimal exploration in
 * multi-armed bandits", Algorithm 1): every contender is scored on the same next block of examples, the worse half by
 * mean over the same examples leaves, and what was saved buys the others more examples. Departs from the paper in that
 * earlier rounds' scores count on. At such budgets no elimination is certain, and none is claimed to be: the verdict
 * rests on the test split alone.
 */
public final class Race {
    private final ScoreBoard board;
    private final List<Example> examples;
    private final int blockSize;

    /**
     * How a race went.
     *
     * @param ranking all contenders, best first: those that stayed longest, then by mean over the examples of the
     *     round in which they left
     * @param complete whether the budget sufficed for every planned round
     */
    public record Result(List<Prompt> ranking, boolean complete) {
        public Result {
            ranking = List.copyOf(ranking);
        }
    }

    /**
     * Sets up races over one split.
     *
     * @param examples the same order for all races of a run, so that blocks pair up across them
     * @param blockSize examples of the first round
     */
    public Race(ScoreBoard board, List<Example> examples, int blockSize) {
        this.board = Objects.requireNonNull(board, "board");
        this.examples = List.copyOf(examples);
        if (blockSize < 1) {
            throw new IllegalArgumentException("blockSize must be at least 1, was " + blockSize);
        }
        this.blockSize = blockSize;
    }

    /**
     * Runs one race.
     *
     * @param contenders in an order that breaks ties: earlier ones win
     * @param budget most requests to ask; a round that does not fit is made smaller, or not run
     * @param stay how many are never eliminated
     */
    public Result run(List<Prompt> contenders, long budget, int stay) {
        List<Prompt> left = new ArrayList<>(contenders);
        final List<Prompt> gone = new ArrayList<>();
        long remaining = budget;
        int upTo = Math.min(blockSize, examples.size());
        boolean complete = true;
        while (true) {
            final long cost = board.missing(left, examples.subList(0, upTo));
            if (cost > remaining) {
                upTo = affordable(left, upTo, remaining);
                complete = false;
            }
            final List<Example> seen = examples.subList(0, upTo);
            final long before = board.missing(left, examples.subList(0, upTo));
            if (!board.score(left, seen)) {
                return new Result(ranking(left, gone, board.shared(left, seen)), false);
            }
            remaining -= before;
            left = new ArrayList<>(sorted(left, seen));
            if (!complete || (upTo == examples.size() && left.size() <= stay)) {
                return new Result(ranking(left, gone, seen), complete);
            }
            final int keep = Math.max(stay, (left.size() + 1) / 2);
            for (int i = left.size() - 1; i >= keep; i--) {
                gone.add(left.remove(i));
            }
            if (upTo == examples.size()) {
                return new Result(ranking(left, gone, seen), true);
            }
            upTo = Math.min(examples.size(), upTo * 2);
        }
    }

    private int affordable(List<Prompt> prompts, int upTo, long remaining) {
        int most = upTo;
        while (most > 0 && board.missing(prompts, examples.subList(0, most)) > remaining) {
            most--;
        }
        return most;
    }

    private List<Prompt> sorted(List<Prompt> prompts, List<Example> seen) {
        return prompts.stream()
                .sorted(Comparator.comparingDouble((Prompt prompt) -> -board.mean(prompt, seen)))
                .toList();
    }

    private List<Prompt> ranking(List<Prompt> left, List<Prompt> gone, List<Example> seen) {
        final List<Prompt> ranking = new ArrayList<>(sorted(left, seen));
        final List<Prompt> losers = new ArrayList<>(gone);
        Collections.reverse(losers);
        ranking.addAll(losers);
        return ranking;
    }
}
