package io.ape4j.search;

import io.ape4j.prompt.Prompt;
import java.util.Objects;

/**
 * A prompt with its lineage.
 *
 * @param number from 0, in the order in which the search made them
 */
public record Candidate(int number, Prompt prompt, Lineage lineage) {
    public Candidate {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(lineage, "lineage");
    }
}
