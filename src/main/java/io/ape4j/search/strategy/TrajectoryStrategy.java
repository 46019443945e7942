package io.ape4j.search.strategy;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.AnswerCleaner;
import io.ape4j.propose.Proposer.Proposal;
import io.ape4j.propose.Trajectory;
import io.ape4j.search.Birth;
import io.ape4j.search.Exploration;
import io.ape4j.search.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The proposer sees the instructions so far with their scores, the best last, and writes new ones (Yang et al. 2024,
 * "Large language models as optimizers", section 2 and figure 2). Departs from the paper in that scores are raced and
 * shrunk, that what was tried before is asked for once more, and that a new instruction comes into the frames (output
 * format, demonstrations, trigger) of the best prompts in turn.
 */
final class TrajectoryStrategy implements Strategy {
    private static final int ROUNDS = 2;

    @Override
    public String strategyName() {
        return "trajectory";
    }

    @Override
    public List<Prompt> search(Exploration exploration, List<Prompt> first) {
        List<Prompt> kept = exploration.race(first, 0);
        for (int generation = 1; exploration.goesOn(generation); generation++) {
            final int survivors = Math.min(exploration.parameters().survivors(), kept.size());
            final List<Prompt> contenders = new ArrayList<>(kept.subList(0, survivors));
            contenders.addAll(written(exploration, List.copyOf(contenders), generation));
            if (contenders.size() > survivors) {
                kept = exploration.race(contenders, generation);
            }
        }
        return kept;
    }

    /** New prompts; what gave nothing new is asked once more, with other pairs. */
    private static List<Prompt> written(Exploration exploration, List<Prompt> frames, int generation) {
        final int wanted = exploration.affordable(1, exploration.parameters().blockSize());
        final List<Trajectory.Tried> tried = tried(exploration);
        if (tried.isEmpty() || frames.get(0).answering().isFrozen(Part.INSTRUCTION)) {
            return List.of();
        }
        final Map<String, Prompt> known = known(exploration);
        final List<Prompt> made = new ArrayList<>();
        for (int round = 0; round < ROUNDS && made.size() < wanted; round++) {
            final List<Birth> births = new ArrayList<>();
            final int from = round * exploration.parameters().offspring();
            for (int i = from; i < from + wanted - made.size(); i++) {
                final Prompt frame = frames.get(i % frames.size());
                final long seed = exploration.randoms().derive("trajectory", generation, i);
                births.add(birth(new Trajectory(exploration.proposer()).next(tried, seed), frame, known));
            }
            exploration.bear(births, generation).stream()
                    .filter(prompt -> known.putIfAbsent(normalForm(prompt), prompt) == null)
                    .forEach(made::add);
        }
        return made;
    }

    /** An instruction that is known, but for case and punctuation, counts as the prompt that has it. */
    private static Birth birth(Asking<Proposal> asking, Prompt frame, Map<String, Prompt> known) {
        final Map<String, Prompt> before = Map.copyOf(known);
        return new Birth(
                "trajectory",
                List.of(frame),
                asking.map(proposal -> proposal.instruction().map(text -> {
                    final Prompt same = before.get(AnswerCleaner.normalForm(text));
                    return same != null ? same : frame.with(Part.INSTRUCTION, new TextPart(text));
                })));
    }

    private static Map<String, Prompt> known(Exploration exploration) {
        final Map<String, Prompt> known = new LinkedHashMap<>();
        exploration
                .candidates()
                .forEach(candidate -> known.putIfAbsent(normalForm(candidate.prompt()), candidate.prompt()));
        return known;
    }

    /** Each instruction at the best that it has been worth, the worst first. */
    private static List<Trajectory.Tried> tried(Exploration exploration) {
        final Set<String> seen = new HashSet<>();
        final List<Trajectory.Tried> tried = new ArrayList<>();
        for (final Prompt prompt : exploration.ranked()) {
            if (!prompt.instruction().isBlank() && seen.add(normalForm(prompt))) {
                tried.add(new Trajectory.Tried(
                        prompt.instruction(), (int) Math.round(100 * Math.min(1, exploration.fitness(prompt)))));
            }
        }
        Collections.reverse(tried);
        return tried;
    }

    private static String normalForm(Prompt prompt) {
        return AnswerCleaner.normalForm(prompt.instruction());
    }
}
