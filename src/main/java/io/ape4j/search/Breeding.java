package io.ape4j.search;

import io.ape4j.model.Answer;
import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.operator.DemonstrationPool;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operator.Parent;
import io.ape4j.propose.operator.Setting;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.race.ScoreBoard;
import io.ape4j.search.resample.Births;
import io.ape4j.search.resample.OperatorChoice;
import io.ape4j.search.resample.OperatorYield;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Plans which operator makes what of whom, asks for all at once, and adds what is new to the pool. */
final class Breeding {
    private static final int TRIES_PER_CHILD = 8;

    private final Exploration exploration;
    private final Asker asker;
    private final ScoreBoard board;
    private final CandidatePool pool;
    private final SearchListener listener;
    private final DemonstrationPool demonstrations;
    private final Births births = new Births();

    /** Who may have offspring by which operators, and what is known of both when a generation begins. */
    private record Plan(List<Prompt> parents, List<Operator> operators, List<OperatorYield> yields, int generation) {}

    /** What an asking ended in, and how many requests it took. */
    private record Told<T>(T value, int requests) {}

    Breeding(Exploration exploration, Asker asker, ScoreBoard board, CandidatePool pool, SearchListener listener) {
        this.exploration = exploration;
        this.asker = asker;
        this.board = board;
        this.pool = pool;
        this.listener = listener;
        this.demonstrations = DemonstrationPool.of(
                exploration.task(), exploration.parameters().resampling().demonstrationChoice());
    }

    List<Prompt> breed(List<Prompt> parents, int wanted, List<Operator> operators, int generation) {
        final boolean looksAtYields = exploration.parameters().resampling().operatorChoice() == OperatorChoice.ADAPTIVE;
        final Plan plan = new Plan(parents, operators, looksAtYields ? yields() : List.of(), generation);
        final List<Birth> planned = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            birth(plan, i).ifPresent(planned::add);
        }
        return bear(planned, generation);
    }

    List<Prompt> bear(List<Birth> planned, int generation) {
        return bearEach(planned, generation).stream().flatMap(Optional::stream).toList();
    }

    /** One result for each birth; empty where nothing new came of it. */
    List<Optional<Prompt>> bearEach(List<Birth> planned, int generation) {
        final List<Optional<Told<Optional<Prompt>>>> children = asker.all(
                planned.stream().map(birth -> counted(birth.asking(), 0)).toList());
        final List<Optional<Prompt>> made = new ArrayList<>();
        for (int i = 0; i < planned.size(); i++) {
            final Birth birth = planned.get(i);
            made.add(children.get(i).flatMap(told -> {
                final Optional<Prompt> child = told.value()
                        .flatMap(prompt -> added(prompt, birth, generation))
                        .map(Candidate::prompt);
                births.note(birth.operator(), birth.parents(), child, told.requests());
                return child;
            }));
        }
        return made;
    }

    /** What each operator has brought, by all that is known. */
    List<OperatorYield> yields() {
        return births.yields(new Births.Standings() {
            @Override
            public double fitness(Prompt prompt) {
                return exploration.fitness(prompt);
            }

            @Override
            public boolean isScored(Prompt prompt) {
                return board.count(prompt) > 0;
            }

            @Override
            public long firstScores(Prompt prompt) {
                return Math.min(exploration.parameters().blockSize(), board.count(prompt)) * board.requests(prompt);
            }
        });
    }

    static List<Mistake> mistakes(ScoreBoard board, Prompt prompt) {
        return board.of(prompt).entrySet().stream()
                .filter(entry ->
                        entry.getValue().value() < 1 && entry.getValue().finish() != Answer.Finish.CONTEXT_EXCEEDED)
                // Where references themselves are scored, it is not known what would be answered instead.
                .filter(entry ->
                        !entry.getKey().references().contains(entry.getValue().answer()))
                .sorted(Comparator.comparingDouble((Map.Entry<Example, ScoredAnswer> entry) ->
                        entry.getValue().value()))
                .map(entry -> Mistake.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static <T> Asking<Told<T>> counted(Asking<T> asking, int requests) {
        if (asking instanceof Asking.Ask<T> ask) {
            return new Asking.Ask<>(
                    ask.role(), ask.request(), answer -> counted(ask.next().apply(answer), requests + 1));
        }
        return asking.map(value -> new Told<>(value, requests));
    }

    private Optional<Candidate> added(Prompt child, Birth birth, int generation) {
        final Optional<Candidate> candidate = pool.add(child, birth.parents(), birth.operator(), generation);
        if (candidate.isEmpty() && birth.asking() instanceof Asking.Ask<?>) {
            listener.dismissed(birth.operator(), child.instruction(), pool.refusal(child));
        }
        return candidate;
    }

    /** Free operators are tried until they make something new; asking ones are taken at their word. */
    private Optional<Birth> birth(Plan plan, int index) {
        final SearchParameters parameters = exploration.parameters();
        final RandomGenerator random = exploration.randoms().stream("breed", plan.generation(), index);
        for (int attempt = 0; attempt < TRIES_PER_CHILD; attempt++) {
            final Prompt mother = plan.parents().get(index % plan.parents().size());
            final Prompt father = drawn(plan.parents(), random);
            final Operator operator =
                    parameters.resampling().operatorChoice().choose(plan.operators(), plan.yields(), random);
            final List<Prompt> chosen = chosen(mother, father, operator.arity(), plan.parents(), random);
            final List<Parent> asParents = chosen.stream()
                    .map(prompt -> new Parent(prompt, mistakes(board, prompt)))
                    .toList();
            final Setting setting = new Setting(
                    exploration.task(),
                    exploration.profile(),
                    exploration.proposer(),
                    random,
                    exploration.randoms().derive("breed-proposal", plan.generation(), index),
                    parameters.demonstrations(),
                    demonstrations);
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

    private List<Prompt> chosen(Prompt mother, Prompt father, int arity, List<Prompt> parents, RandomGenerator random) {
        final List<Prompt> chosen = new ArrayList<>(List.of(mother));
        if (arity > 1) {
            chosen.add(father);
        }
        if (arity > 2) {
            chosen.add(drawn(parents, random));
        }
        if (arity >= Operator.MOST_PARENTS) {
            chosen.add(exploration.ranked().stream().findFirst().orElse(mother));
        }
        return chosen;
    }

    private static Prompt drawn(List<Prompt> parents, RandomGenerator random) {
        return parents.get(random.nextInt(parents.size()));
    }
}
