package io.ape4j.search;

import io.ape4j.prompt.Prompt;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A prompt with its lineage.
 *
 * @param number from 0, in the order in which the search made them
 */
public record Candidate(int number, Prompt prompt, Lineage lineage) {
    /**
     * Where a candidate came from.
     *
     * @param parents numbers of the candidates it was made from; none for seeds and first proposals
     * @param operator name of what made it, e.g. {@code forward}, {@code paraphrase}, {@code baseline}
     * @param generation 0 for the first candidates
     */
    public record Lineage(List<Integer> parents, String operator, int generation) {
        public Lineage {
            parents = List.copyOf(parents);
            Objects.requireNonNull(operator, "operator");
        }

        /** The parents for people: {@code #3, #7}; empty without. */
        public String named() {
            return parents.stream().map(number -> "#" + number).collect(Collectors.joining(", "));
        }
    }

    public Candidate {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(lineage, "lineage");
    }
}
