package io.ape4j.search.strategy;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.Reflection;
import io.ape4j.score.Metric;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.search.Birth;
import io.ape4j.search.Exploration;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.Strategy;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The proposer reads wrong answers, criticises the instruction and rewrites it (Pryzant et al. 2023, "Automatic prompt
 * optimization with gradient descent and beam search"); parents come from a {@link ParetoFront} over examples, a child
 * stays only if it is not worse than its parent on the same small block, and parents that complement each other are
 * merged (Agrawal et al. 2025, "GEPA: reflective prompt evolution can outperform reinforcement learning", Algorithms 1, 2
 * and 4). Departs from GEPA in that blocks are drawn from what the parent has answered already, so that only the child
 * costs calls; that several children are judged at once; and that those who stay are raced.
 */
final class ReflectiveStrategy implements Strategy {
    private static final int CALLS_OF_A_REWRITE = 2;
    /** The paper's. */
    private static final int SMALLEST_BLOCK = 3;

    private static final int TRIES_PER_CHILD = 4;
    private static final double ROUNDING = 1e-9;

    @Override
    public String strategyName() {
        return "reflective";
    }

    /** No answer is asked for where references are weighed, so that there is none to criticise. */
    @Override
    public void check(SearchParameters parameters, Metric ranking) {
        if (ranking.identity().startsWith(Ranking.REFERENCE_LIKELIHOOD.configName() + "/")) {
            throw new IllegalArgumentException(
                    "reflective reads wrong answers, and reference-likelihood asks for none; rank by metric or"
                            + " likelihood, or take another strategy");
        }
    }

    @Override
    public List<Prompt> search(Exploration exploration, List<Prompt> first) {
        return new Course(exploration).run(first);
    }

    /** Whether a child may stay: on this block it is worse than none of its parents (GEPA, Algorithm 1, in its weak form). */
    static <E> boolean isAccepted(Map<E, Double> child, List<Map<E, Double>> parents, List<E> block) {
        return child.keySet().containsAll(block)
                && parents.stream().allMatch(parent -> sum(child, block) >= sum(parent, block) - ROUNDING);
    }

    private static <E> double sum(Map<E, Double> scores, List<E> block) {
        return block.stream()
                .mapToDouble(example -> scores.getOrDefault(example, 0.0))
                .sum();
    }

    /** What is about to be made, and on which examples it is judged against whom. */
    private record Attempt(Birth birth, List<Example> block) {}

    /** One search. */
    private static final class Course {
        private final Exploration exploration;
        private final int blockSize;
        private final Reflection reflection;
        private final Set<Set<Prompt>> merged = new HashSet<>();

        Course(Exploration exploration) {
            this.exploration = exploration;
            this.blockSize = Math.max(SMALLEST_BLOCK, exploration.parameters().blockSize());
            this.reflection = new Reflection(exploration.proposer());
        }

        List<Prompt> run(List<Prompt> first) {
            List<Prompt> kept = exploration.race(first, 0);
            for (int generation = 1; exploration.goesOn(generation); generation++) {
                final List<Prompt> accepted = accepted(attempts(generation), generation);
                if (!accepted.isEmpty()) {
                    final int survivors = Math.min(exploration.parameters().survivors(), kept.size());
                    final List<Prompt> contenders = new ArrayList<>(kept.subList(0, survivors));
                    contenders.addAll(accepted);
                    kept = exploration.race(contenders, generation);
                }
            }
            return kept;
        }

        private List<Attempt> attempts(int generation) {
            final int wanted = exploration.affordable(CALLS_OF_A_REWRITE, blockSize);
            final Map<Prompt, Map<Example, Double>> scores = scores();
            final ParetoFront<Prompt> front = ParetoFront.of(scores);
            final List<Attempt> attempts = new ArrayList<>();
            if (wanted > 0 && generation > 1) {
                scores.keySet().retainAll(front.candidates());
                merge(scores, generation).ifPresent(attempts::add);
            }
            for (int i = attempts.size(); i < wanted; i++) {
                rewrite(front, generation, i).ifPresent(attempts::add);
            }
            return attempts;
        }

        /** All that were scored, best first. */
        private Map<Prompt, Map<Example, Double>> scores() {
            final Map<Prompt, Map<Example, Double>> scores = new LinkedHashMap<>();
            exploration.ranked().forEach(prompt -> scores.put(prompt, scores(prompt)));
            return scores;
        }

        private Map<Example, Double> scores(Prompt prompt) {
            final Map<Example, Double> scores = new LinkedHashMap<>();
            exploration.answers(prompt).forEach((example, answer) -> scores.put(example, answer.value()));
            return scores;
        }

        private Optional<Attempt> merge(Map<Prompt, Map<Example, Double>> scores, int generation) {
            final Merge merge = new Merge(exploration.candidates(), reflection);
            return Pairing.best(
                            scores,
                            (first, second) -> !merged.contains(Set.of(first, second))
                                    && merge.allows(exploration.candidate(first), exploration.candidate(second)))
                    .map(pairing -> {
                        merged.add(Set.of(pairing.first(), pairing.second()));
                        final Birth birth = merge.birth(
                                exploration.candidate(pairing.first()),
                                exploration.candidate(pairing.second()),
                                pairing,
                                exploration.randoms().derive("merge", generation, 0));
                        return new Attempt(birth, pairing.block(blockSize));
                    });
        }

        private Optional<Attempt> rewrite(ParetoFront<Prompt> front, int generation, int index) {
            final RandomGenerator random = exploration.randoms().stream("reflect", generation, index);
            for (int attempt = 0; attempt < TRIES_PER_CHILD; attempt++) {
                final Optional<Prompt> parent = parent(front, random);
                final List<Mistake> mistakes = parent.map(exploration::mistakes).orElse(List.of());
                if (!mistakes.isEmpty()) {
                    final List<Example> block = block(parent.get(), mistakes, random);
                    final List<Mistake> read = mistakes.stream()
                            .filter(mistake -> block.contains(mistake.example()))
                            .toList();
                    final long seed = exploration.randoms().derive("reflect-proposal", generation, index);
                    return Optional.of(new Attempt(rewriting(parent.get(), read, seed), block));
                }
            }
            return Optional.empty();
        }

        /** From the front; while nobody has got anything right, any that is best by rank. */
        private Optional<Prompt> parent(ParetoFront<Prompt> front, RandomGenerator random) {
            final Optional<Prompt> drawn =
                    front.isEmpty() ? exploration.ranked().stream().findFirst() : Optional.of(front.draw(random));
            return drawn.filter(prompt -> !prompt.answering().isFrozen(Part.INSTRUCTION)
                    && !prompt.instruction().isBlank());
        }

        /** Of the examples that the parent has answered: one that it got wrong, and others at random. */
        private List<Example> block(Prompt parent, List<Mistake> mistakes, RandomGenerator random) {
            final Example wrong = mistakes.get(random.nextInt(mistakes.size())).example();
            final List<Example> answered =
                    new ArrayList<>(exploration.answers(parent).keySet());
            answered.remove(wrong);
            for (int i = answered.size() - 1; i > 0; i--) {
                Collections.swap(answered, i, random.nextInt(i + 1));
            }
            final List<Example> block = new ArrayList<>(List.of(wrong));
            block.addAll(answered.subList(0, Math.min(blockSize - 1, answered.size())));
            return block;
        }

        private Birth rewriting(Prompt parent, List<Mistake> mistakes, long seed) {
            final Asking<Optional<Prompt>> asking = reflection
                    .rewrite(parent.instruction(), mistakes, seed)
                    .map(proposal ->
                            proposal.instruction().map(text -> parent.with(Part.INSTRUCTION, new TextPart(text))));
            return new Birth("reflect", List.of(parent), asking);
        }

        private List<Prompt> accepted(List<Attempt> attempts, int generation) {
            final List<Optional<Prompt>> made =
                    exploration.bearEach(attempts.stream().map(Attempt::birth).toList(), generation);
            final Map<Prompt, List<Example>> blocks = new LinkedHashMap<>();
            final Map<Prompt, List<Prompt>> parents = new LinkedHashMap<>();
            for (int i = 0; i < attempts.size(); i++) {
                final Attempt attempt = attempts.get(i);
                made.get(i).ifPresent(child -> {
                    blocks.put(child, attempt.block());
                    parents.put(child, attempt.birth().parents());
                });
            }
            exploration.score(blocks);
            final List<Prompt> accepted = new ArrayList<>();
            blocks.forEach((child, block) -> {
                final List<Map<Example, Double>> rivals = parents.getOrDefault(child, List.of()).stream()
                        .map(this::scores)
                        .toList();
                if (isAccepted(scores(child), rivals, block)) {
                    accepted.add(child);
                }
            });
            return accepted;
        }
    }
}
