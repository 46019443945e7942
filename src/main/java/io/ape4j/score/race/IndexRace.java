package io.ape4j.score.race;

import io.ape4j.prompt.Prompt;
import io.ape4j.score.race.ScoreBoard.Cell;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Spends a fixed budget where the best may be: every contender sees a first block of examples, then again and again
 * those with the highest {@linkplain AdjustedMeans adjusted mean} plus a bonus for being little known see their next
 * block (UCB-E of Audibert, Bubeck and Munos 2010, "Best arm identification in multi-armed bandits", section 3; in
 * batches here, so that calls can run at once). All walk through the examples in the same order. Nobody is eliminated,
 * so nothing that looked bad by chance is lost, and nothing is claimed to be certain: the verdict rests on the test
 * split alone.
 */
public final class IndexRace {
    /** Half a width of the bonus at one example, in units of the score; the benchmark "planted" is flat round it. */
    private static final double BONUS = 0.6;

    private static final double PRIOR_EXAMPLES = 4;
    private static final int CONTENDERS_AT_ONCE = 6;
    private static final int FEWEST_STEPS = 20;

    private final ScoreBoard board;
    private final List<Example> examples;
    private final int blockSize;

    /**
     * Sets up races over one split.
     *
     * @param examples the same order for all races of a run, so that blocks pair up across them
     * @param blockSize examples that a contender sees before others are looked at; more where the budget is large
     */
    public IndexRace(ScoreBoard board, List<Example> examples, int blockSize) {
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
     * @param budget most requests to ask
     * @return all contenders, best first by adjusted mean
     */
    public List<Prompt> run(List<Prompt> contenders, long budget) {
        final int block = (int)
                Math.min(examples.size(), Math.max(blockSize, budget / ((long) CONTENDERS_AT_ONCE * FEWEST_STEPS)));
        long left = budget - ask(firstBlocks(contenders, budget));
        while (left > 0) {
            final List<Cell> cells = nextBlocks(contenders, block, left);
            final long asked = ask(cells);
            if (asked == 0) {
                break;
            }
            left -= asked;
        }
        return ranked(contenders);
    }

    private List<Cell> firstBlocks(List<Prompt> contenders, long budget) {
        final List<Example> first = examples.subList(0, Math.min(blockSize, examples.size()));
        final List<Cell> cells = new ArrayList<>();
        long left = budget;
        for (final Prompt prompt : contenders) {
            left -= add(prompt, first, left, cells);
        }
        return cells;
    }

    private List<Cell> nextBlocks(List<Prompt> contenders, int block, long budget) {
        final List<Cell> cells = new ArrayList<>();
        long left = budget;
        for (final Prompt prompt : promising(contenders)) {
            final List<Example> unseen = examples.stream()
                    .filter(example -> !board.of(prompt).containsKey(example))
                    .limit(block)
                    .toList();
            left -= add(prompt, unseen, left, cells);
        }
        return cells;
    }

    /** Adds what {@code prompt} has not seen of {@code block}, as far as the budget goes; returns what that takes. */
    private long add(Prompt prompt, List<Example> block, long budget, List<Cell> cells) {
        int upTo = block.size();
        while (upTo > 0 && board.missing(List.of(prompt), block.subList(0, upTo)) > budget) {
            upTo--;
        }
        final List<Example> affordable = block.subList(0, upTo);
        affordable.forEach(example -> cells.add(new Cell(prompt, example)));
        return board.missing(List.of(prompt), affordable);
    }

    /** Requests asked; 0 also where the caps have refused one, so that the race ends. */
    private long ask(List<Cell> cells) {
        final long requests = board.missing(cells);
        return board.score(cells) ? requests : 0;
    }

    private List<Prompt> promising(List<Prompt> contenders) {
        final AdjustedMeans means = board.adjustedMeans();
        return contenders.stream()
                .filter(prompt -> board.count(prompt) < examples.size())
                .sorted(Comparator.comparingDouble((Prompt prompt) ->
                        -(means.of(prompt) + BONUS / Math.sqrt(board.count(prompt) + PRIOR_EXAMPLES))))
                .limit(CONTENDERS_AT_ONCE)
                .toList();
    }

    private List<Prompt> ranked(List<Prompt> contenders) {
        final AdjustedMeans means = board.adjustedMeans();
        return contenders.stream()
                .sorted(Comparator.comparingDouble((Prompt prompt) -> -means.of(prompt)))
                .toList();
    }
}
