package io.ape4j.search;

import io.ape4j.model.asking.Asker;
import io.ape4j.prompt.Prompt;
import io.ape4j.propose.TaskProfile;
import io.ape4j.score.Scorer;
import io.ape4j.score.copied.HeldOut;
import io.ape4j.score.race.ScoreBoard;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.stats.RandomStreams;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The loop. A pure function of task, parameters, seed and answers: it reads no clock, no environment, and no counter
 * but the search ledger behind {@link Asker#remainingCalls}.
 */
public final class Loop {
    /** Raised whenever a change makes an old journal answer other questions than the loop asks now. */
    public static final int VERSION = 3;

    private final Task task;
    private final SearchParameters parameters;
    private final Strategy strategy;
    private final Asker asker;
    private final SearchListener listener;
    private final ScoreBoard board;
    private final CandidatePool pool;
    private final Exploration exploration;
    private List<Prompt> baselines = List.of();
    private Ending ending = Ending.NOTHING_IMPROVED;

    /** Everything that one search needs. */
    public Loop(
            Task task,
            Scorer scorer,
            Strategy strategy,
            SearchParameters parameters,
            long seed,
            Asker asker,
            SearchListener listener) {
        this.task = task;
        this.parameters = parameters;
        this.strategy = strategy;
        this.asker = asker;
        this.listener = listener;
        // The texts that the search itself brings along copy nothing, whatever words they share with an example.
        final List<String> own = new ArrayList<>(TaskProfile.of(task).outputFormats());
        own.add(FirstCandidates.NEUTRAL);
        final HeldOut select = HeldOut.of(task, Split.SELECT, own.toArray(new String[0]));
        this.pool = new CandidatePool(
                listener,
                prompt -> select.in(prompt).stream()
                        .findFirst()
                        .map(copied -> SearchListener.COPIES_HELD_OUT + " " + copied.id()));
        this.board = new ScoreBoard(
                scorer, asker, (prompt, example, answer) -> listener.scored(pool.of(prompt), example, answer));
        this.exploration = new Exploration(task, parameters, new RandomStreams(seed), asker, board, pool, listener);
    }

    /**
     * Proposes, scores, selects and resamples until the budget is spent or nothing improves.
     *
     * @throws io.ape4j.model.ModelException if the outside stops the run; {@link #bestSoFar} still answers then
     */
    public SearchOutcome search() {
        try {
            final FirstCandidates start = new FirstCandidates(task, exploration, asker, pool, listener);
            baselines = start.baselines();
            final List<Prompt> first = new ArrayList<>(baselines);
            first.addAll(start.variants(baselines));
            first.addAll(start.seen(baselines.get(0)));
            first.addAll(start.proposals(baselines.get(0)));
            strategy.search(exploration, first);
            exploration.compareShorterOnes();
            exploration.finals();
            if (asker.isExhausted() || asker.remainingCalls() < parameters.blockSize()) {
                ending = Ending.BUDGET_SPENT;
            }
        } catch (SearchEnded ended) {
            ending = ended.ending();
        }
        return bestSoFar();
    }

    /** The outcome if the search ended now. */
    public SearchOutcome bestSoFar() {
        final List<Prompt> ranking = exploration.ranked();
        final List<Prompt> looked =
                baselines.stream().filter(prompt -> board.count(prompt) > 0).toList();
        final Prompt baseline = (looked.isEmpty() ? baselines : looked)
                .stream()
                        .max(Comparator.comparingDouble(exploration::fitness))
                        .orElseThrow(() -> new IllegalStateException("the search has not begun"));
        final Prompt winner = ranking.isEmpty() ? baseline : exploration.winner(ranking);
        return new SearchOutcome(
                pool.of(winner),
                pool.of(baseline),
                ranking.stream()
                        .map(prompt -> new SearchOutcome.Standing(
                                pool.of(prompt), board.mean(prompt), board.count(prompt), exploration.fitness(prompt)))
                        .toList(),
                List.copyOf(pool.all()),
                ending,
                exploration.yields());
    }
}
