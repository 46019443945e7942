package io.ape4j.search;

import io.ape4j.model.Answer;
import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.TaskProfile;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operator.Parent;
import io.ape4j.propose.operator.Setting;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.race.Race;
import io.ape4j.score.race.ScoreBoard;
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

/**
 * What a {@link Strategy} works with: races within their share of the budget, breeding, and the memory of both. For
 * one thread.
 */
public final class Exploration {
    private static final double SHRINKAGE_EXAMPLES = 4;
    private static final double FIRST_RACE_SHARE = 0.5;
    private static final double GENERATION_SHARE = 0.25;
    private static final double FINALS_SHARE = 0.2;
    private static final int GENERATIONS_WITHOUT_GAIN = 4;
    private static final int TRIES_PER_CHILD = 8;

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
    private final Race race;
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
        this.race = new Race(board, select, parameters.blockSize());
    }

    public SearchParameters parameters() {
        return parameters;
    }

    public RandomStreams randoms() {
        return randoms;
    }

    TaskProfile profile() {
        return profile;
    }

    Proposer proposer() {
        return proposer;
    }

    /** The examples that score candidates, in this run's order. */
    List<Example> select() {
        return select;
    }

    /** Calls set aside for scoring the finalists on more examples. */
    private long finalsReserve() {
        return (long) (asker.mostCalls() * FINALS_SHARE);
    }

    /** Whether budget and hope are left for one more generation. */
    public boolean goesOn(int generation) {
        final boolean perfect = board.prompts().stream()
                .anyMatch(prompt -> board.count(prompt) == select.size() && board.mean(prompt) == 1.0);
        return generation <= parameters.generations()
                && generation - lastGain <= GENERATIONS_WITHOUT_GAIN
                && asker.remainingCalls() - finalsReserve() > parameters.blockSize()
                && !perfect;
    }

    /** Races prompts against each other within this generation's share of the budget; best first. */
    public List<Prompt> race(List<Prompt> contenders, int generation) {
        listener.phase("race", generation);
        final double share = generation == 0 ? FIRST_RACE_SHARE : GENERATION_SHARE;
        final long before = generation == 0 ? scoreFirst(contenders.get(0)) : 0;
        final long allowed =
                Math.min((long) (asker.mostCalls() * share) - before, asker.remainingCalls() - finalsReserve());
        final List<Prompt> ranking = race.run(
                        contenders.stream().distinct().toList(), Math.max(0, allowed), parameters.survivors())
                .ranking();
        noteBest(generation);
        return ranking;
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
        ranked().stream()
                .findFirst()
                .ifPresent(best -> listener.best(pool.of(best), board.mean(best), board.count(best)));
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

    private void scoreFurther(List<Prompt> prompts) {
        int upTo = select.size();
        while (upTo > 0 && board.missing(prompts, select.subList(0, upTo)) > asker.remainingCalls()) {
            upTo--;
        }
        board.score(prompts, select.subList(0, upTo));
    }

    /** Everything that was scored, best first; earlier candidates win ties. */
    List<Prompt> ranked() {
        return board.prompts().stream()
                .sorted(Comparator.comparingDouble((Prompt prompt) -> -fitness(prompt))
                        .thenComparingInt(prompt -> pool.of(prompt).number()))
                .toList();
    }

    /** What a prompt is worth by all that is known: its mean, shrunk because few examples may flatter. */
    public double fitness(Prompt prompt) {
        return board.shrunkMean(prompt, SHRINKAGE_EXAMPLES);
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
        final List<Birth> births = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            plan(parents, i, operators, generation).ifPresent(births::add);
        }
        final List<Optional<Optional<Prompt>>> children =
                asker.all(births.stream().map(Birth::asking).toList());
        final List<Prompt> made = new ArrayList<>();
        for (int i = 0; i < births.size(); i++) {
            final Birth birth = births.get(i);
            children.get(i)
                    .flatMap(child -> child)
                    .flatMap(child -> added(child, birth, generation))
                    .ifPresent(candidate -> made.add(candidate.prompt()));
        }
        return made;
    }

    private Optional<Candidate> added(Prompt child, Birth birth, int generation) {
        final Optional<Candidate> candidate =
                pool.add(child, birth.parents(), birth.operator().operatorName(), generation);
        if (candidate.isEmpty() && birth.operator().asksProposer()) {
            listener.dismissed(birth.operator().operatorName(), child.instruction(), SearchListener.SAME_AS_BEFORE);
        }
        return candidate;
    }

    private record Birth(Operator operator, List<Prompt> parents, Asking<Optional<Prompt>> asking) {}

    /** Free operators are tried until they make something new; asking ones are taken at their word. */
    private Optional<Birth> plan(List<Prompt> parents, int index, List<Operator> operators, int generation) {
        final RandomGenerator random = randoms.stream("breed", generation, index);
        for (int attempt = 0; attempt < TRIES_PER_CHILD; attempt++) {
            final Prompt mother = parents.get(index % parents.size());
            final Prompt father = parents.get(random.nextInt(parents.size()));
            final Operator operator = operators.get(random.nextInt(operators.size()));
            final List<Prompt> chosen = operator.arity() == 1 ? List.of(mother) : List.of(mother, father);
            final List<Parent> asParents = chosen.stream()
                    .map(prompt -> new Parent(prompt, mistakes(prompt)))
                    .toList();
            final Setting setting = new Setting(
                    task,
                    profile,
                    proposer,
                    random,
                    randoms.derive("breed-proposal", generation, index),
                    parameters.demonstrations());
            if (!operator.appliesTo(asParents, setting)) {
                continue;
            }
            final Asking<Optional<Prompt>> asking = operator.apply(asParents, setting);
            final boolean known = asking instanceof Asking.Done<Optional<Prompt>> done
                    && done.value().map(pool::contains).orElse(true);
            if (!known) {
                return Optional.of(new Birth(operator, chosen, asking));
            }
        }
        return Optional.empty();
    }

    private List<Mistake> mistakes(Prompt prompt) {
        return board.of(prompt).entrySet().stream()
                .filter(entry ->
                        entry.getValue().value() < 1 && entry.getValue().finish() != Answer.Finish.CONTEXT_EXCEEDED)
                .sorted(Comparator.comparingDouble((Map.Entry<Example, ScoredAnswer> entry) ->
                        entry.getValue().value()))
                .map(entry -> new Mistake(entry.getKey(), entry.getValue().answer()))
                .toList();
    }

    private void noteBest(int generation) {
        board.prompts().stream().max(Comparator.comparingDouble(this::fitness)).ifPresent(best -> {
            if (fitness(best) > bestFitness + 1e-9) {
                bestFitness = fitness(best);
                lastGain = generation;
            }
            listener.best(pool.of(best), board.mean(best), board.count(best));
        });
    }

    private static List<Example> shuffled(List<Example> examples, RandomGenerator random) {
        final List<Example> order = new ArrayList<>(examples);
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return List.copyOf(order);
    }
}
