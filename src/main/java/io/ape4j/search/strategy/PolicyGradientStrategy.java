package io.ape4j.search.strategy;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.search.Birth;
import io.ape4j.search.Exploration;
import io.ape4j.search.Strategy;
import io.ape4j.search.policy.CategoricalPolicy;
import io.ape4j.search.policy.PhraseSlots;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learns a distribution over phrases for each slot of the prompt from scores alone (Diao et al. 2023, "Black-box prompt
 * learning for pre-trained language models"; Deng et al. 2022, "RLPrompt: optimizing discrete text prompts with
 * reinforcement learning"). Each step draws prompts, scores all on the same few examples, and moves the distribution
 * along the {@linkplain CategoricalPolicy#gradient variance-reduced policy gradient}. Departs from both papers in that
 * slots hold whole phrases and not tokens, since a budget of some hundred calls could not learn a vocabulary.
 */
final class PolicyGradientStrategy implements Strategy {
    private static final double RATE = 6;
    private static final double FIRST_FLOOR = 0.5;
    private static final double LAST_FLOOR = 0.05;
    private static final double FIRST_LOOK_SHARE = 0.25;
    private static final double LAST_RACE_SHARE = 0.2;
    private static final int FEWEST_STEPS = 6;
    private static final int MOST_WIDENING = 4;

    @Override
    public String strategyName() {
        return "policy-gradient";
    }

    @Override
    public List<Prompt> search(Exploration exploration, List<Prompt> first) {
        final PhraseSlots slots = PhraseSlots.of(exploration, first);
        if (slots.isFixed()) {
            return exploration.race(first, 0);
        }
        look(exploration, first);
        final Size size = Size.of(exploration);
        final long reserved = (long) (size.budget() * LAST_RACE_SHARE);
        CategoricalPolicy policy = CategoricalPolicy.uniform(slots.sizes());
        int step = 1;
        for (; step <= exploration.parameters().generations() && !exploration.isPerfect(); step++) {
            final long left = exploration.callsBeforeFinals() - reserved;
            if (left < size.requestsPerScore() * size.samples() * size.examples()) {
                break;
            }
            policy = policy.withFloor(
                    LAST_FLOOR + (FIRST_FLOOR - LAST_FLOOR) * Math.min(1.0, (double) left / size.budget()));
            final Optional<CategoricalPolicy> learnt = learn(exploration, slots, policy, size, step);
            if (learnt.isEmpty()) {
                break;
            }
            policy = learnt.get();
        }
        return exploration.race(finalists(exploration, slots.compose(policy.mode()), step), step);
    }

    /**
     * How much a step takes.
     *
     * @param budget calls for all steps and the last race
     * @param samples prompts drawn in a step
     * @param examples that they are scored on
     * @param requestsPerScore the most of any prompt so far
     */
    private record Size(long budget, int samples, int examples, long requestsPerScore) {
        /** At small budgets fewer examples a step rather than fewer steps; at large ones more prompts. */
        static Size of(Exploration exploration) {
            final int offspring = Math.max(2, exploration.parameters().offspring());
            final int block = Math.max(
                    1,
                    Math.min(
                            exploration.parameters().blockSize(),
                            exploration.select().size()));
            final long requests = exploration.requestsPerScore();
            final long budget = exploration.callsBeforeFinals();
            final long scores = budget / requests;
            final long perStep = scores / Math.max(1, exploration.parameters().generations());
            final long samples = Math.max(offspring, Math.min(perStep / block, (long) MOST_WIDENING * offspring));
            final long examples = Math.max(1, Math.min(block, scores / (FEWEST_STEPS * samples)));
            return new Size(budget, (int) samples, (int) examples, requests);
        }
    }

    /** What the search begins with is scored on a first block, as far as a share of the budget goes: the baselines first. */
    private static void look(Exploration exploration, List<Prompt> first) {
        final int block = Math.min(
                exploration.parameters().blockSize(), exploration.select().size());
        final List<Example> examples = exploration.select().subList(0, block);
        exploration.score(first.subList(0, 1), examples, 0);
        final long affordable = (long) (exploration.callsBeforeFinals() * FIRST_LOOK_SHARE)
                / (Math.max(1, block) * exploration.requestsPerScore());
        final int upTo = (int) Math.min(first.size(), 1 + affordable);
        exploration.score(first.subList(0, upTo), examples, 0);
    }

    /** One step; empty if the budget had no room for it. */
    private static Optional<CategoricalPolicy> learn(
            Exploration exploration, PhraseSlots slots, CategoricalPolicy policy, Size size, int step) {
        final List<List<Integer>> choices = IntStream.range(0, size.samples())
                .mapToObj(i -> policy.sample(exploration.randoms().stream("policy", step, i)))
                .toList();
        final List<Prompt> prompts = choices.stream().map(slots::compose).toList();
        bear(exploration, prompts, step);
        // What was set aside earns nothing, so that the policy turns away from it.
        final List<Prompt> taken =
                prompts.stream().distinct().filter(exploration::isCandidate).toList();
        final List<Example> examples = examples(exploration, size.examples(), step);
        if (taken.isEmpty() || !exploration.score(taken, examples, step)) {
            return Optional.empty();
        }
        final List<Double> rewards = prompts.stream()
                .map(prompt -> taken.contains(prompt) ? exploration.mean(prompt, examples) : 0.0)
                .toList();
        return Optional.of(policy.moved(policy.gradient(choices, rewards), RATE));
    }

    /** The next few in turn. */
    private static List<Example> examples(Exploration exploration, int count, int step) {
        final List<Example> select = exploration.select();
        if (select.isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, count)
                .mapToObj(i -> select.get((int) (((long) step * count + i) % select.size())))
                .toList();
    }

    /** The most probable prompt, and the best few by what is known of them. */
    private static List<Prompt> finalists(Exploration exploration, Prompt mode, int step) {
        bear(exploration, List.of(mode), step);
        final List<Prompt> finalists = new ArrayList<>();
        if (exploration.isCandidate(mode)) {
            finalists.add(mode);
        }
        exploration.ranked().stream()
                .filter(prompt -> !prompt.equals(mode))
                .limit(exploration.parameters().survivors())
                .forEach(finalists::add);
        return finalists;
    }

    private static void bear(Exploration exploration, List<Prompt> prompts, int step) {
        exploration.bear(
                prompts.stream()
                        .distinct()
                        .map(prompt -> new Birth("policy", List.of(), Asking.done(Optional.of(prompt))))
                        .toList(),
                step);
    }
}
