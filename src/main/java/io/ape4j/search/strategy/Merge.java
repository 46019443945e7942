package io.ape4j.search.strategy;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.propose.Reflection;
import io.ape4j.propose.Reflection.Strength;
import io.ape4j.search.Birth;
import io.ape4j.search.Candidate;
import io.ape4j.task.Example;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes one prompt of two that complement each other, part by part: what one of them has changed since their last common
 * ancestor is taken over (Agrawal et al. 2025, GEPA, Algorithm 4, system-aware merge, whose modules are the parts here).
 * Where both have changed a part, the first one's stays; of two such instructions the proposer makes one.
 */
final class Merge {
    private static final List<String> PARTS =
            List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER);

    private final List<Candidate> candidates;
    private final Reflection reflection;

    /**
     * Merges candidates of one run.
     *
     * @param candidates all of the run, by number
     */
    Merge(List<Candidate> candidates, Reflection reflection) {
        this.candidates = List.copyOf(candidates);
        this.reflection = reflection;
    }

    /** Whether neither was made from the other. */
    boolean allows(Candidate first, Candidate second) {
        return !ancestors(first).contains(second.number()) && !ancestors(second).contains(first.number());
    }

    Birth birth(Candidate first, Candidate second, Pairing<Prompt, Example> pairing, long seed) {
        final Optional<Prompt> ancestor = commonAncestor(first, second);
        Prompt child = first.prompt();
        boolean isInstructionOfBoth = false;
        for (final String part : PARTS) {
            final Source source = source(part, first.prompt(), second.prompt(), ancestor);
            if (source == Source.SECOND) {
                child = child.with(part, part(second.prompt(), part).orElse(TextPart.EMPTY));
            }
            isInstructionOfBoth |= source == Source.BOTH && part.equals(Part.INSTRUCTION);
        }
        return new Birth(
                "merge",
                List.of(first.prompt(), second.prompt()),
                isInstructionOfBoth ? joined(child, pairing, seed) : Asking.done(Optional.of(child)));
    }

    private enum Source {
        FIRST,
        SECOND,
        BOTH
    }

    private static Source source(String part, Prompt first, Prompt second, Optional<Prompt> ancestor) {
        final Optional<Part> own = part(first, part);
        final Optional<Part> other = part(second, part);
        if (first.answering().isFrozen(part) || own.equals(other)) {
            return Source.FIRST;
        }
        if (ancestor.isPresent() && part(ancestor.get(), part).equals(own)) {
            return Source.SECOND;
        }
        return ancestor.isPresent() && part(ancestor.get(), part).equals(other) ? Source.FIRST : Source.BOTH;
    }

    private Asking<Optional<Prompt>> joined(Prompt frame, Pairing<Prompt, Example> pairing, long seed) {
        return reflection
                .merge(
                        new Strength(pairing.first().instruction(), pairing.firstBetter()),
                        new Strength(pairing.second().instruction(), pairing.secondBetter()),
                        seed)
                .map(proposal -> proposal.instruction().map(text -> frame.with(Part.INSTRUCTION, new TextPart(text))));
    }

    private static Optional<Part> part(Prompt prompt, String part) {
        return Optional.ofNullable(prompt.answering().parts().get(part));
    }

    private Optional<Prompt> commonAncestor(Candidate first, Candidate second) {
        final Set<Integer> others = ancestors(second);
        return ancestors(first).stream()
                .filter(others::contains)
                .max(Comparator.naturalOrder())
                .map(number -> candidates.get(number).prompt());
    }

    private Set<Integer> ancestors(Candidate candidate) {
        final Set<Integer> found = new TreeSet<>();
        final Deque<Candidate> open = new ArrayDeque<>(List.of(candidate));
        while (!open.isEmpty()) {
            for (final int parent : open.remove().lineage().parents()) {
                if (found.add(parent)) {
                    open.add(candidates.get(parent));
                }
            }
        }
        return found;
    }
}
