package io.ape4j.search;

import io.ape4j.model.asking.Asker;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptLength;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.TaskProfile;
import io.ape4j.propose.operator.Operator;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.race.IndexRace;
import io.ape4j.score.race.SafeRace;
import io.ape4j.score.race.ScoreBoard;
import io.ape4j.search.resample.OperatorYield;
import io.ape4j.select.Preference;
import io.ape4j.select.ShortestWithin;
import io.ape4j.stats.RandomStreams;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What a {@link Strategy} works with: races within their share of the budget, breeding, and the memory of both. For
 * one thread.
 */
public final class Exploration {
    private static final double FIRST_RACE_SHARE = 0.5;
    private static final double GENERATION_SHARE = 0.25;
    /** What a winner's worth is lessened by at no example, in units of the score; "planted" is flat round it. */
    private static final double DOUBT = 0.2;

    private static final double FINALS_SHARE = 0.1;
    private static final double SHORTER_ONES_SHARE = 0.75;
    private static final int GENERATIONS_WITHOUT_GAIN = 4;
    private static final int TOLD_LEADERS = 3;

    private final Task task;
    private final SearchParameters parameters;
    private final RandomStreams randoms;
    private final Asker asker;
    private final ScoreBoard board;
    private final CandidatePool pool;
    private final SearchListener listener;
    private final TaskProfile profile;
    private final Proposer proposer;
    private final List<Example> select;
    private final IndexRace race;
    private final Breeding breeding;
    private double bestFitness = -1;
    private int lastGain;

    Exploration(
            Task task,
            SearchParameters parameters,
            RandomStreams randoms,
            Asker asker,
            ScoreBoard board,
            CandidatePool pool,
            SearchListener listener) {
        this.task = task;
        this.parameters = parameters;
        this.randoms = randoms;
        this.asker = asker;
        this.board = board;
        this.pool = pool;
        this.listener = listener;
        this.profile = TaskProfile.of(task);
        this.proposer = new Proposer(
                task,
                profile,
                parameters.proposer(),
                (template, proposal) ->
                        proposal.objection().ifPresent(why -> listener.dismissed(template, proposal.said(), why)));
        this.select = shuffled(task.examples(Split.SELECT), randoms.stream("select-order", 0, 0));
        this.race = new IndexRace(board, select, parameters.blockSize());
        this.breeding = new Breeding(this, asker, board, pool, listener);
    }

    public SearchParameters parameters() {
        return parameters;
    }

    public Task task() {
        return task;
    }

    public RandomStreams randoms() {
        return randoms;
    }

    public TaskProfile profile() {
        return profile;
    }

    public Proposer proposer() {
        return proposer;
    }

    /** The examples that score candidates, in this run's order. */
    public List<Example> select() {
        return select;
    }

    /** Calls set aside for scoring the finalists on more examples. */
    private long finalsReserve() {
        return (long) (asker.mostCalls() * FINALS_SHARE);
    }

    /** Whether budget and hope are left for one more generation. */
    public boolean goesOn(int generation) {
        return generation <= parameters.generations()
                && generation - lastGain <= GENERATIONS_WITHOUT_GAIN
                && callsBeforeFinals() > parameters.blockSize()
                && !isPerfect();
    }

    /** Whether a prompt is right on all of {@code select}. */
    public boolean isPerfect() {
        return board.prompts().stream()
                .anyMatch(prompt -> board.count(prompt) == select.size() && board.mean(prompt) == 1.0);
    }

    /** Calls that the search may still spend before its finals. */
    public long callsBeforeFinals() {
        return Math.max(0, asker.remainingCalls() - finalsReserve());
    }

    /**
     * Scores prompts on the same examples, without a race, as far as the budget before the finals goes.
     *
     * @return whether every score is there now
     */
    public boolean score(List<Prompt> prompts, List<Example> examples, int generation) {
        listener.phase("race", generation);
        if (board.missing(prompts, examples) > callsBeforeFinals()) {
            return false;
        }
        final boolean complete = board.score(prompts, examples);
        noteBest(generation);
        return complete;
    }

    /** Mean over those of {@code examples} that a prompt has a score on; 0 without any. */
    public double mean(Prompt prompt, List<Example> examples) {
        return board.mean(prompt, examples);
    }

    /** Length of a prompt without an example's input, in reckoned tokens. */
    public long tokens(Prompt prompt) {
        return PromptLength.tokens(prompt, task.about().fields());
    }

    /** Races prompts against each other within this generation's share of the budget; best first. */
    public List<Prompt> race(List<Prompt> contenders, int generation) {
        listener.phase("race", generation);
        final double share = generation == 0 ? FIRST_RACE_SHARE : GENERATION_SHARE;
        final long before = generation == 0 ? scoreFirst(contenders.get(0)) : 0;
        final long allowed = Math.min((long) (asker.mostCalls() * share) - before, callsBeforeFinals());
        final List<Prompt> ranking = raced(contenders.stream().distinct().toList(), Math.max(0, allowed), generation);
        noteBest(generation);
        return ranking;
    }

    /** Later contenders descend from scores on the same examples, so that nothing could be certain about them. */
    private List<Prompt> raced(List<Prompt> contenders, long allowed, int generation) {
        if (generation == 0 && parameters.eliminationError() > 0 && !select.isEmpty()) {
            final SafeRace safe = new SafeRace(board, select, parameters.blockSize(), parameters.eliminationError());
            if (safe.canBeSure(contenders, allowed)) {
                final SafeRace.Result result = safe.run(contenders, allowed, parameters.survivors());
                listener.raced(contenders.size(), result.surelyWorse(), parameters.eliminationError());
                return result.ranking();
            }
        }
        listener.raced(contenders.size(), 0, parameters.eliminationError());
        return race.run(contenders, allowed);
    }

    /** Shows what an answer takes, where limits are on tokens or money; returns how many requests it was. */
    private long scoreFirst(Prompt prompt) {
        final List<Example> block = select.subList(0, Math.min(parameters.blockSize(), select.size()));
        final long requests = board.missing(List.of(prompt), block);
        board.score(List.of(prompt), block);
        return requests;
    }

    /**
     * The last race: the most promising prompts on as many examples as the budget still buys, until the best of all
     * has seen every example, so that nobody wins on a lucky few.
     */
    void finals() {
        listener.phase("finals", 0);
        scoreFinalists();
        final List<Prompt> ranking = ranked();
        if (!ranking.isEmpty()) {
            final Prompt best = winner(ranking);
            tell(best, ranking);
        }
    }

    private void scoreFinalists() {
        scoreFurther(ranked().stream().limit(parameters.survivors()).toList());
        if (board.prompts().isEmpty()) {
            return;
        }
        Prompt best = ranked().get(0);
        while (board.count(best) < select.size() && asker.remainingCalls() > 0) {
            final int before = board.count(best);
            scoreFurther(List.of(best));
            if (board.count(best) == before) {
                return;
            }
            best = ranked().get(0);
        }
    }

    /** Where short prompts are preferred, tells those that may be as good as the best from those that are not. */
    void compareShorterOnes() {
        final List<Prompt> ranking = ranked();
        if (!parameters.goal().prefer().prefersShortest() || ranking.isEmpty()) {
            return;
        }
        final List<Prompt> compared = new ArrayList<>(List.of(ranking.get(0)));
        compared.addAll(shortest().contenders(ranking, parameters.survivors()));
        scoreFurther(compared, (long) (asker.remainingCalls() * SHORTER_ONES_SHARE));
    }

    /** Who would win now: the surest of the good ones, or a shorter one that is nearly as good as the best, if that is preferred. */
    Prompt winner(List<Prompt> ranking) {
        return parameters.goal().prefer().prefersShortest() ? shortest().of(ranking) : surest(ranking);
    }

    /** Whose worth is highest when what isn't known of it counts against it: nobody wins on a lucky few. */
    private Prompt surest(List<Prompt> ranking) {
        return ranking.stream()
                .min(Comparator.comparingDouble(
                        prompt -> DOUBT / Math.sqrt(board.count(prompt) + 1.0) - fitness(prompt)))
                .orElseThrow();
    }

    private ShortestWithin shortest() {
        final Preference prefer = parameters.goal().prefer();
        return new ShortestWithin(board, this::fitness, this::tokens, prefer.tolerance());
    }

    private void scoreFurther(List<Prompt> prompts) {
        scoreFurther(prompts, asker.remainingCalls());
    }

    private void scoreFurther(List<Prompt> prompts, long calls) {
        int upTo = select.size();
        while (upTo > 0 && board.missing(prompts, select.subList(0, upTo)) > calls) {
            upTo--;
        }
        board.score(prompts, select.subList(0, upTo));
    }

    /** Everything that was scored, best first; earlier candidates win ties. */
    public List<Prompt> ranked() {
        return board.prompts().stream()
                .sorted(Comparator.comparingDouble((Prompt prompt) -> -fitness(prompt))
                        .thenComparingInt(prompt -> pool.of(prompt).number()))
                .toList();
    }

    /** What a prompt is worth by all that is known: its adjusted mean, because few and easy examples may flatter. */
    public double fitness(Prompt prompt) {
        return Math.max(0, board.adjustedMeans().of(prompt));
    }

    /**
     * Makes new prompts.
     *
     * @param parents drawn from in turn; mates at random
     * @param operators drawn from among those that apply
     * @return at most {@code wanted} prompts that no one made before
     */
    public List<Prompt> breed(List<Prompt> parents, int wanted, List<Operator> operators, int generation) {
        listener.phase("breed", generation);
        return breeding.breed(parents, wanted, operators, generation);
    }

    /** Brings prompts into the world that a strategy planned by itself; those that no one made before, in order. */
    public List<Prompt> bear(List<Birth> births, int generation) {
        listener.phase("breed", generation);
        return breeding.bear(births, generation);
    }

    /** What each operator has brought so far, in the order in which they were first used. */
    List<OperatorYield> yields() {
        return breeding.yields();
    }

    /** As {@link #bear}, with one result for each birth: empty where nothing new came of it. */
    public List<Optional<Prompt>> bearEach(List<Birth> births, int generation) {
        listener.phase("breed", generation);
        return breeding.bearEach(births, generation);
    }

    /**
     * How many new prompts a generation can pay for out of its share of what may be spent before the finals.
     *
     * @param proposing requests of the proposer that each takes
     * @param examples that each is scored on
     * @return at most {@link SearchParameters#offspring}; 0 if not even one can be paid for
     */
    public int affordable(int proposing, int examples) {
        final long spendable = Math.min((long) (asker.mostCalls() * GENERATION_SHARE), callsBeforeFinals());
        final long each = proposing + examples * requestsPerScore();
        return (int) Math.max(0, Math.min(parameters.offspring(), spendable / each));
    }

    /**
     * Scores prompts outside any race, each on examples of its own, all at once.
     *
     * @param blocks of {@link #select}, in a map whose order is fixed
     */
    public void score(Map<Prompt, List<Example>> blocks) {
        final List<ScoreBoard.Cell> cells = new ArrayList<>();
        blocks.forEach(
                (prompt, examples) -> examples.forEach(example -> cells.add(new ScoreBoard.Cell(prompt, example))));
        board.score(cells);
    }

    /** The candidate of a prompt, with its lineage. */
    public Candidate candidate(Prompt prompt) {
        return pool.of(prompt);
    }

    /** Whether a prompt was taken: it was made in this run and not set aside. */
    public boolean isCandidate(Prompt prompt) {
        return pool.has(prompt);
    }

    /** The most requests that a score of any prompt so far takes; at least 1. */
    public long requestsPerScore() {
        return Math.max(
                1, board.prompts().stream().mapToLong(board::requests).max().orElse(1));
    }

    /** All candidates by number. */
    public List<Candidate> candidates() {
        return List.copyOf(pool.all());
    }

    /** What a prompt has answered so far, in the order in which it was asked. */
    public Map<Example, ScoredAnswer> answers(Prompt prompt) {
        return board.of(prompt);
    }

    /** Wrong answers of a prompt on {@code select}, worst first. */
    public List<Mistake> mistakes(Prompt prompt) {
        return Breeding.mistakes(board, prompt);
    }

    private void noteBest(int generation) {
        board.prompts().stream().max(Comparator.comparingDouble(this::fitness)).ifPresent(best -> {
            if (fitness(best) > bestFitness + 1e-9) {
                bestFitness = fitness(best);
                lastGain = generation;
            }
            tell(best, ranked());
        });
    }

    private void tell(Prompt best, List<Prompt> ranking) {
        listener.best(pool.of(best), board.mean(best), board.count(best));
        listener.leading(Stream.concat(Stream.of(best), ranking.stream())
                .distinct()
                .limit(TOLD_LEADERS)
                .map(prompt -> SearchListener.Leader.of(
                        pool.of(prompt), board.of(prompt).values()))
                .toList());
    }

    private static List<Example> shuffled(List<Example> examples, RandomGenerator random) {
        final List<Example> order = new ArrayList<>(examples);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return List.copyOf(order);
    }
}
