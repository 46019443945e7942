package io.ape4j.task;

import java.util.List;

/**
 * What an answer looks like.
 *
 * @param maxTokens the executor's limit on generated tokens
 * @param stop texts that end generation; may be empty
 * @param labels the closed set of answers, or empty if answers are open
 */
public record OutputSpec(int maxTokens, List<String> stop, List<String> labels) {
    /** An open answer of at most 64 tokens. */
    public static final OutputSpec STANDARD = new OutputSpec(64, List.of(), List.of());

    public OutputSpec {
        stop = List.copyOf(stop);
        labels = List.copyOf(labels);
        if (maxTokens < 1) {
            throw new IllegalArgumentException("output.maxTokens must be at least 1, was " + maxTokens);
        }
    }
}
