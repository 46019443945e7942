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
import io.ape4j.score.race.ScoreBoard;
import io.ape4j.stats.RandomStreams;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Plans which operator makes what of whom, asks for all at once, and adds what is new to the pool. */
final class Breeding {
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

    Breeding(
            Task task,
            SearchParameters parameters,
            RandomStreams randoms,
            Asker asker,
            ScoreBoard board,
            CandidatePool pool,
            SearchListener listener,
            TaskProfile profile,
            Proposer proposer) {
        this.task = task;
        this.parameters = parameters;
        this.randoms = randoms;
        this.asker = asker;
        this.board = board;
        this.pool = pool;
        this.listener = listener;
        this.profile = profile;
        this.proposer = proposer;
    }

    List<Prompt> breed(List<Prompt> parents, int wanted, List<Operator> operators, int generation) {
        final List<Birth> births = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            plan(parents, i, operators, generation).ifPresent(births::add);
        }
        return bear(births, generation);
    }

    List<Prompt> bear(List<Birth> births, int generation) {
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

    static List<Mistake> mistakes(ScoreBoard board, Prompt prompt) {
        return board.of(prompt).entrySet().stream()
                .filter(entry ->
                        entry.getValue().value() < 1 && entry.getValue().finish() != Answer.Finish.CONTEXT_EXCEEDED)
                .sorted(Comparator.comparingDouble((Map.Entry<Example, ScoredAnswer> entry) ->
                        entry.getValue().value()))
                .map(entry -> new Mistake(entry.getKey(), entry.getValue().answer()))
                .toList();
    }

    private Optional<Candidate> added(Prompt child, Birth birth, int generation) {
        final Optional<Candidate> candidate = pool.add(child, birth.parents(), birth.operator(), generation);
        if (candidate.isEmpty() && birth.asking() instanceof Asking.Ask<?>) {
            listener.dismissed(birth.operator(), child.instruction(), SearchListener.SAME_AS_BEFORE);
        }
        return candidate;
    }

    /** Free operators are tried until they make something new; asking ones are taken at their word. */
    private Optional<Birth> plan(List<Prompt> parents, int index, List<Operator> operators, int generation) {
        final RandomGenerator random = randoms.stream("breed", generation, index);
        for (int attempt = 0; attempt < TRIES_PER_CHILD; attempt++) {
            final Prompt mother = parents.get(index % parents.size());
            final Prompt father = parents.get(random.nextInt(parents.size()));
            final Operator operator = operators.get(random.nextInt(operators.size()));
            final List<Prompt> chosen = operator.arity() == 1 ? List.of(mother) : List.of(mother, father);
            final List<Parent> asParents = chosen.stream()
                    .map(prompt -> new Parent(prompt, mistakes(board, prompt)))
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
                return Optional.of(new Birth(operator.operatorName(), chosen, asking));
            }
        }
        return Optional.empty();
    }
}
